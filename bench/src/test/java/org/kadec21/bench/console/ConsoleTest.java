package org.kadec21.bench.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kadec21.bench.world.MovableTime;
import org.kadec21.hal.Journal;
import org.kadec21.hal.host.HostNetwork;
import org.kadec21.hal.host.HostTasks;
import org.kadec21.hal.host.HostTime;
import org.kadec21.simulation.carrier.Carrier;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.module.SimulatedModule;
import org.kadec21.simulation.module.device.ModuleMemory;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.module.device.ModuleTimings;
import org.kadec21.simulation.module.device.SimCard;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

@Timeout(60)
class ConsoleTest {

    private static final String IMSI = "440700123456789";

    private final HostTime time = new HostTime();
    private final HostTasks tasks = new HostTasks(time);
    private final MovableTime calendar = new MovableTime(time);
    private final StringWriter shown = new StringWriter();
    private final Screen screen = Screen.on(new PrintWriter(shown), false);
    private final CarrierPolicy policy = CarrierPolicy.auNet(List.of());
    private final Journal silent = (event, fields) -> {};
    private final Carrier carrier =
            new Carrier(tasks, calendar, silent, policy, new HostNetwork(tasks));
    private final SimulatedModule module =
            new SimulatedModule(
                    tasks,
                    calendar,
                    silent,
                    carrier.network(IMSI),
                    carrier.radio(IMSI, ModuleProfile.dualBand().bands()),
                    ModuleProfile.dualBand(),
                    new ModuleMemory(SimCard.open(IMSI)),
                    ModuleTimings.TYPICAL);
    private final Console console =
            new Console(
                    tasks,
                    new AirDesk(carrier, policy, IMSI, calendar),
                    new ModuleDesk(
                            module, pin -> new SimCard(IMSI, pin, pin), new SplittableRandom(1)),
                    screen,
                    () -> tasks.powerOff("quit"));

    @AfterEach
    void end() {
        tasks.powerOff("test ends");
        screen.close();
    }

    @Test
    void theSignalCoverageAndTheCalendarAreChanged() throws Exception {
        assertThat(after("date 2010-01-01")).contains("band class 0");
        assertThat(after("signal -105")).contains("band class 0").contains("-105 dBm");
        assertThat(after("coverage 3")).contains("registration  SEARCHING");
        cutSupply();
        assertThat(after("status")).contains("band class 3").contains("-105 dBm");
        assertThat(after("date 2013-01-01")).contains("registration  SEARCHING");
        assertThat(after("coverage none")).contains("cell          none");
    }

    @Test
    void aSubscriberIsTurnedAway() throws Exception {
        assertThat(after("refuse on")).contains("registration  DENIED");
    }

    @Test
    void theCardIsTakenOutAndPutInWithAPin() throws Exception {
        assertThat(after("sim remove"))
                .contains("card          NOT INSERTED")
                .contains("registration  NOT_SEARCHING");
        assertThat(after("sim lock 1234")).contains("card          SIM PIN");
        assertThat(after("sim insert")).contains("card          READY");
    }

    @Test
    void theSupplyIsCut() throws Exception {
        assertThat(after("power off")).contains("power         off");
    }

    @Test
    void faultsComeAndGo() throws Exception {
        console("fault on late-reply,odd-lines:chance=0.5");
        assertThat(module.faults().active()).hasSize(2);

        console("fault off late-reply");
        assertThat(module.faults().active()).hasSize(1);
        console("fault on tired");
        screen.close();

        assertThat(shown.toString()).contains("! expected a fault, one of late-reply");
    }

    @Test
    void standardInputIsReadToItsEndAndQuitEndsTheModule() {
        console.read(
                new ByteArrayInputStream("status\njump\n\nquit".getBytes(StandardCharsets.UTF_8)),
                false);

        assertThat(tasks.awaitEnd()).isInstanceOf(HostTasks.End.PoweredOff.class);
        screen.close();
        assertThat(shown.toString())
                .contains("  card          ")
                .contains("! there is no order 'jump'");
    }

    private String after(String order) throws Exception {
        return tasks.call(() -> {
            module.foundOn();
            console.carryOut(order);
            return String.join("\n", module.status());
        });
    }

    private void cutSupply() throws Exception {
        tasks.call(() -> {
            module.cutSupply();
            return module;
        });
    }

    private void console(String order) throws Exception {
        tasks.call(() -> {
            console.carryOut(order);
            return order;
        });
    }
}
