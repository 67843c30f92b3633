package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.simulation.module.fault.FaultKind;
import org.kadec21.simulation.module.fault.FaultOrder;
import org.kadec21.simulation.module.fault.Faults;
import org.kadec21.simulation.provider.tls.KeyKind;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Each misbehaviour of the network in packet calls, alone and for most of a day. Where the unit
/// cannot get through, it says why in words that belong to the cause; it loses nothing, its time on
/// air has a bound, the module reads commands afterwards, and everything arrives once the network
/// is well again.
class CallFaultsTest {

    private static final Instant BEGIN = Instant.parse("2013-01-31T05:59:00Z");
    private static final Station STATION = Station.gusty(BEGIN, Duration.ofHours(1), 16);
    private static final Duration TROUBLED = Duration.ofHours(14);
    private static final Duration CALM = Duration.ofDays(2);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    call-noise:chance=0.1:kinds=change         | 10
                    call-noise:chance=0.1:kinds=loss           | 10
                    call-noise:chance=0.1:kinds=addition       | 10
                    odd-frames:chance=0.3:kinds=oversized      | 10
                    odd-frames:chance=0.3:kinds=truncated      | 10
                    odd-frames:chance=0.3:kinds=unknown        | 10
                    packet-trouble:chance=0.1:kinds=loss       | 10
                    packet-trouble:chance=0.1:kinds=double     | 10
                    packet-trouble:chance=0.1:kinds=order      | 10
                    packet-trouble:chance=0.1:kinds=damage     | 10
                    renegotiated-link:chance=0.1:kinds=lcp         | 10
                    renegotiated-link:chance=0.1:kinds=ipcp        | 10
                    """)
    void getsThroughAll(String fault, int mostMinutesOnAir) throws Exception {
        try (Lab lab = afterTrouble(fault)) {
            assertThat(lab.inspect().delivered()).as("in spite of it").isNotEmpty();
            assertThat(settlesAndDeliversAll(lab, mostMinutesOnAir).duplicates()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    login-refused:chance=1                     | 10  | take our name and password by CHAP, it refused them; check user and password
                    no-agreement:chance=1:kinds=lcp            | 15  | agree to a link (LCP), it kept asking for something else
                    no-agreement:chance=1:kinds=ipcp           | 15  | give an address (IPCP), it wanted something else 20 times
                    no-agreement:chance=1:kinds=reject         | 10  | give an address (IPCP), it refused to talk about one
                    no-agreement:chance=1:kinds=none           | 10  | give an address (IPCP), it offered none
                    line-loop:chance=1                         | 15  | loop
                    name-trouble:chance=1:kinds=silence        | 30  | no server could say
                    name-trouble:chance=1:kinds=unknown        | 15  | there is no such name
                    name-trouble:chance=1:kinds=lie            | 90  | nobody answered before the deadline; check the server's name
                    """)
    void saysWhyNothingGetsThrough(String fault, int mostMinutesOnAir, String words)
            throws Exception {
        try (Lab lab = afterTrouble(fault)) {
            assertThat(lab.delivered()).isEmpty();
            assertThat(lab.troubles).first().asString().contains(words);
            assertThat(settlesAndDeliversAll(lab, mostMinutesOnAir).duplicates()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    call-ends:chance=0.1:kinds=terminate       | 20  | to keep the link, it ended it
                    call-ends:chance=0.1:kinds=carrier         | 20  | the module said NO CARRIER
                    call-ends:chance=0.1:kinds=silence         | 60  | 4 in a row were not answered
                    renegotiated-link:chance=0.1:kinds=address     | 60  | mail.provider.test
                    closed-window:chance=0.1                   | 180 | mail.provider.test
                    reset-connections:chance=0.1               | 20  | the peer reset the connection
                    """)
    void comesBackFromWhatEndsACallInTheMiddle(String fault, int mostMinutesOnAir, String words)
            throws Exception {
        try (Lab lab = afterTrouble(fault)) {
            assertThat(lab.troubles).anyMatch(line -> line.contains(words));
            settlesAndDeliversAll(lab, mostMinutesOnAir);
        }
    }

    @Test
    void everyFaultOfCallsIsInATable() throws Exception {
        List<String> rows =
                Arrays.stream(CallFaultsTest.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(CsvSource.class))
                        .flatMap(
                                method -> method.getAnnotation(CsvSource.class).textBlock().lines())
                        .toList();

        assertThat(FaultKind.values())
                .filteredOn(FaultKind::isOfCalls)
                .allMatch(kind -> rows.stream().anyMatch(row -> row.startsWith(kind.word() + ":")));
    }

    private static Lab afterTrouble(String written) throws Exception {
        UnitConfig unit = Units.dualBand(Units.with("module:\n", "module:\n  bearer: ppp\n"));
        Lab lab =
                new Lab(
                        WorldSetup.standard(1, STATION.start(), unit).withKeys(KeyKind.ED25519),
                        STATION);
        FaultOrder fault = Faults.parse(written).getFirst();
        lab.world.module().faults().switchOn(List.of(fault), new SplittableRandom(1));
        lab.runFor(TROUBLED);
        assertThat(lab.world.module().faults().strikes(fault.kind())).as("strikes").isPositive();
        lab.world.module().faults().switchOff(fault.kind().word());
        return lab;
    }

    private static Verdict settlesAndDeliversAll(Lab lab, int mostMinutesOnAir) throws Exception {
        assertThat(lab.unit.settle(CALM)).as("settled; %s", lab.unit.status()).isTrue();
        Verdict verdict = lab.requireAllDelivered();
        assertThat(lab.journalled("mail.refused")).as("refused").isZero();
        assertThat(lab.journalled("modem.restless")).as("left awake").isZero();
        assertThat(lab.world.module().isInPacketCall()).as("in data mode").isFalse();
        assertThat(OnAir.of(lab.journal, TROUBLED.plus(CALM)))
                .as("radio")
                .isLessThan(Duration.ofMinutes(mostMinutesOnAir));
        return verdict;
    }
}
