package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.bench.roundtrips.Comparison;
import org.kadec21.bench.roundtrips.Contender;
import org.kadec21.bench.roundtrips.Curl;
import org.kadec21.bench.roundtrips.LabServer;
import org.kadec21.bench.roundtrips.LinkShape;
import org.kadec21.bench.roundtrips.Msmtp;
import org.kadec21.bench.roundtrips.Ours;
import org.kadec21.bench.roundtrips.Security;
import org.kadec21.bench.roundtrips.StockAngus;
import org.kadec21.bench.roundtrips.Task;
import org.kadec21.bench.roundtrips.TestMails;
import org.kadec21.bench.roundtrips.Toll;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// Turns and bytes of one mail, ours beside stock Angus, msmtp and curl. Seconds are the
/// benchmark's: `kadec21 roundtrips`. In clear text ours says a few bytes more than some peers:
/// SIZE and BDAT are longer than DATA and a dot, and save more than that in replies.
@Tag("foreign")
final class RoundTripsTest {

    /// Long enough to tell turns apart on a busy machine.
    private static final LinkShape LINE = new LinkShape(Duration.ofMillis(100), 0);

    private static final List<Contender> PEERS = List.of(new StockAngus(), new Msmtp(), new Curl());

    @ParameterizedTest
    @CsvSource({"STARTTLS, 6", "IMPLICIT, 4", "PLAIN, 3"})
    void oursNeedsTheLeastTurnsAndFewerBytesThanEachPeer(Security security, int turns)
            throws Exception {
        try (TestMails mails = TestMails.make();
                LabServer server = LabServer.start(mails.folder(), security)) {
            Task task =
                    new Task(
                            security,
                            server.host(),
                            server.port(),
                            server.account(),
                            mails.first(1));
            Comparison comparison =
                    new Comparison(LINE, InetAddress.getLoopbackAddress(), step -> {});

            Toll ours = comparison.measure(new Ours(), task).toll();

            assertThat(ours.turns()).isEqualTo(turns);
            for (Contender peer : PEERS) {
                Toll theirs = comparison.measure(peer, task).toll();
                assertThat(theirs.turns()).as(peer.name()).isGreaterThan(ours.turns());
                assertThat(theirs.bytes()).as(peer.name()).isGreaterThan(ours.bytes());
                if (security != Security.PLAIN) {
                    assertThat(theirs.up()).as(peer.name() + ", up").isGreaterThan(ours.up());
                }
                assertThat(theirs.down()).as(peer.name() + ", down").isGreaterThan(ours.down());
            }
        }
    }
}
