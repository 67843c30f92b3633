package org.kadec21.firmware.boot;

import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.firmware.config.UnitBinder;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.sensor.CsvReplay;
import org.kadec21.firmware.sensor.Pacing;
import org.kadec21.hal.Deadline;
import org.kadec21.modem.Attachment;
import org.kadec21.modem.Bearer;
import org.kadec21.modem.Uplink;
import org.kadec21.modem.Usage;
import org.kadec21.simulation.board.SimulatedBoard;
import org.kadec21.simulation.flash.SimulatedFlash;
import org.kadec21.simulation.time.PowerDomain;
import org.kadec21.simulation.time.World;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.net.SocketFactory;

/// A unit on a simulated board in virtual time, before a [ScriptedServer]. Its data: rows `HH:MM
/// wind` of 2013-01-01 UTC, or `DDTHH:MM wind` of January.
final class UnitInAWorld implements AutoCloseable {

    private static final String FOREIGN = "foreign";
    static final Instant START = Instant.parse("2013-01-01T00:00:00Z");

    final World world;
    final ScriptedServer server;
    final List<String> journal = new ArrayList<>();
    final List<String> troubles = new ArrayList<>();
    Optional<Attachment.Offline> offline = Optional.empty();
    int supplyMillivolts = 12_000;
    Duration closing = Duration.ZERO;
    Optional<Instant> networkTime = Optional.empty();
    private final Map<String, String> configured = new LinkedHashMap<>();
    private final SimulatedFlash flash;
    private PowerDomain power;
    private Optional<Unit> unit = Optional.empty();

    UnitInAWorld(long seed) {
        world = new World(seed, START, journal::add);
        server = new ScriptedServer(world.time(), world.tasks("server"));
        flash = new SimulatedFlash(4 << 20, world.randomness("flash").generator());
        power = world.powerDomain("unit");
    }

    /// Lets the unit's file say something else from the next boot on.
    void configure(String from, String to) {
        configured.put(from, to);
    }

    /// Something foreign takes all the room that is left.
    void fillFlash() {
        flash.create(FOREIGN);
        flash.append(FOREIGN, new byte[(int) flash.capacity().freeBytes()]);
    }

    /// The foreign file goes away.
    void freeFlash() {
        flash.delete(FOREIGN);
    }

    /// Powers the unit on.
    void boot(String... rows) {
        StringBuilder csv = new StringBuilder("time_utc,wind_speed_mps\n");
        for (String row : rows) {
            List<String> cells = List.of(row.split(" ", -1));
            csv.append("2013-01-")
                    .append(cells.getFirst().contains("T") ? "" : "01T")
                    .append(cells.getFirst())
                    .append(":00Z,")
                    .append(cells.getLast())
                    .append('\n');
        }
        UnitConfig config = UnitBinder.reader().read("unit.yaml", yaml(), NamedFiles.none());
        SimulatedBoard board =
                new SimulatedBoard(
                        world.time(),
                        power.tasks(),
                        world.randomness("unit"),
                        world.journal("unit"),
                        flash,
                        null,
                        null,
                        null,
                        () -> supplyMillivolts);
        Wiring wiring =
                Wiring.of(
                                board,
                                config,
                                after ->
                                        new CsvReplay(
                                                "x.csv",
                                                new StringReader(csv.toString()),
                                                config.channelNames(),
                                                after),
                                Pacing.atRowTime(),
                                pins -> new ScriptedUplink())
                        .through(server)
                        .telling(
                                new Notices() {
                                    @Override
                                    public void trouble(String line) {
                                        troubles.add(line);
                                    }
                                });
        power.tasks().start("boot", () -> unit = Optional.of(Unit.boot(wiring)));
    }

    void runFor(Duration span) {
        world.runFor(span);
    }

    /// Cuts the power and brings it back; the unit then needs [#boot].
    void cutPower() {
        power.cut("test");
        world.runFor(Duration.ofSeconds(1));
        flash.powerOn();
        power = world.powerDomain("unit");
    }

    UnitStatus status() {
        return unit.orElseThrow().status();
    }

    @Override
    public void close() {
        world.close();
    }

    private String yaml() {
        try {
            String text =
                    Files.readString(
                            Path.of(System.getProperty("kadec21.home"))
                                    .resolve("firmware/src/test/resources/unit-in-a-world.yaml"));
            for (Map.Entry<String, String> change : configured.entrySet()) {
                text = text.replace(change.getKey(), change.getValue());
            }
            return text;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private final class ScriptedUplink implements Uplink {

        @Override
        public Attachment goOnline(Deadline deadline) {
            return offline.<Attachment>map(reason -> reason)
                    .orElseGet(() -> new Attachment.Online(new NoBearer(), networkTime));
        }

        @Override
        public void goOffline(Deadline deadline) {
            world.tasks("uplink").sleepUntil(world.time().after(closing));
        }

        @Override
        public Usage usage() {
            return Usage.NONE;
        }
    }

    private static final class NoBearer implements Bearer {

        @Override
        public SocketFactory sockets() {
            return SocketFactory.getDefault();
        }

        @Override
        public Usage usage() {
            return Usage.NONE;
        }
    }
}
