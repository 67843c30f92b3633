package org.kadec21.modem.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Secret;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Urc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class AlternativePacketServiceTest {

    private final Way first = new Way("first");
    private final Way second = new Way("second");
    private final AlternativePacketService service =
            new AlternativePacketService(List.of(first, second));

    @Test
    void opensTheMostWantedWayAndConnectsByIt() {
        assertThat(open()).isInstanceOf(Reply.Ok.class);

        assertThat(service.isOpen()).isTrue();
        assertThatThrownBy(() -> service.connect("mail.example", 587, Deadline.never()))
                .hasMessage("first to mail.example:587");
        assertThat(second.opened).isZero();
    }

    @Test
    void turnsToEachOtherWayOnceAndThenGivesUp() {
        first.fails = true;
        second.fails = true;

        open();
        assertThat(service.turnsToAnotherWay()).isTrue();
        open();
        assertThat(service.turnsToAnotherWay()).isFalse();

        assertThat(first.opened).isEqualTo(1);
        assertThat(second.opened).isEqualTo(1);
    }

    @Test
    void tellsWhatStoodInEveryWay() {
        first.fails = true;
        second.fails = true;

        open();
        service.turnsToAnotherWay();
        open();

        assertThat(service.obstacle().orElseThrow().reason())
                .isEqualTo("first is barred; and another way: second is barred");
        assertThat(service.obstacle().orElseThrow().advice())
                .isEqualTo("unbar first; unbar second");
    }

    @Test
    void tellsNothingOfAnEarlierAttempt() {
        first.fails = true;
        open();
        service.turnsToAnotherWay();
        open();
        second.fails = true;

        open();

        assertThat(service.obstacle().orElseThrow().reason()).isEqualTo("second is barred");
    }

    @Test
    void beginsTheNextTimeWithTheWayThatWorkedLast() {
        first.fails = true;
        open();
        service.turnsToAnotherWay();
        open();

        first.fails = false;
        open();

        assertThat(first.opened).isEqualTo(1);
        assertThat(second.opened).isEqualTo(2);
    }

    @Test
    void comesBackToTheFirstWayWhenTheOtherFailsLater() {
        first.fails = true;
        open();
        service.turnsToAnotherWay();
        open();

        first.fails = false;
        second.fails = true;
        open();
        assertThat(service.turnsToAnotherWay()).isTrue();

        assertThat(open()).isInstanceOf(Reply.Ok.class);
        assertThat(first.opened).isEqualTo(2);
    }

    @Test
    void fitsAModuleThatOneWayFits() {
        first.misfit = Optional.of("no such commands");
        assertThat(service.misfit()).isEmpty();

        second.misfit = Optional.of("nor these");
        assertThat(service.misfit()).contains("no such commands");
    }

    @Test
    void dialsWhenOneWayDoes() {
        assertThat(service.dials()).isFalse();

        second.dials = true;

        assertThat(service.dials()).isTrue();
    }

    @Test
    void closesAndLosesAllWays() {
        service.close(Deadline.never());
        service.lost("unplugged");
        service.heard(new Urc("+CREG: 0", new byte[0]));

        assertThat(first.told).containsExactly("close", "lost unplugged", "heard +CREG: 0");
        assertThat(second.told).isEqualTo(first.told);
    }

    private Reply open() {
        return service.open(new AccessPoint("au.NET", "", Secret.of("")), Deadline.never());
    }

    /// A way that is open or barred at will.
    private static final class Way implements PacketService {

        final List<String> told = new ArrayList<>();
        private final String name;
        private Optional<String> misfit = Optional.empty();
        private boolean fails;
        private boolean dials;
        private int opened;

        Way(String name) {
            this.name = name;
        }

        @Override
        public Optional<String> misfit() {
            return misfit;
        }

        @Override
        public boolean dials() {
            return dials;
        }

        @Override
        public Reply open(AccessPoint accessPoint, Deadline deadline) {
            opened++;
            return fails ? new Reply.Denied("ERROR") : new Reply.Ok(List.of(), new byte[0]);
        }

        @Override
        public Optional<Obstacle> obstacle() {
            return fails
                    ? Optional.of(new Obstacle(name + " is barred", "unbar " + name))
                    : Optional.empty();
        }

        @Override
        public boolean isOpen() {
            return opened > 0 && !fails;
        }

        @Override
        public ByteLink connect(String host, int port, Deadline deadline) throws LinkException {
            throw new LinkException(name + " to " + host + ":" + port);
        }

        @Override
        public void close(Deadline deadline) {
            told.add("close");
        }

        @Override
        public void lost(String reason) {
            told.add("lost " + reason);
        }

        @Override
        public void heard(Urc urc) {
            told.add("heard " + urc.line());
        }
    }
}
