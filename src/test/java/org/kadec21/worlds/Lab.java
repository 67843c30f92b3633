package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.kadec21.bench.check.DeliveredMail;
import org.kadec21.bench.check.DeliveredMail.Content;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.run.MailboxInspection;
import org.kadec21.bench.world.UnitLives;
import org.kadec21.bench.world.UnitWorld;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.at.TraceText;
import org.kadec21.mailbox.MailboxException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One unit in its world, with everything it and the world said.
final class Lab implements AutoCloseable {

    final UnitWorld world;
    final UnitLives unit;
    final List<String> journal = new ArrayList<>();
    final List<String> trace = new ArrayList<>();
    final List<String> troubles = new ArrayList<>();
    private final Station station;

    /// @param setup its listeners are replaced
    Lab(WorldSetup setup, Station station) throws LinkException {
        this.station = station;
        world =
                new UnitWorld(
                        setup.withListeners(
                                journal::add,
                                (at, direction, text) ->
                                        trace.add(TraceText.format(at, direction, text))));
        unit = new UnitLives(world, station.sensors(setup.unit()), new Listener());
    }

    static WorldSetup setup(long seed, Station station) {
        return WorldSetup.standard(seed, station.start(), Units.dualBand());
    }

    void runFor(Duration span) {
        unit.runFor(span);
    }

    /// The mailbox held against the rows up to now.
    MailboxInspection inspect() throws MailboxException {
        return inspect(world.world().time().now());
    }

    private MailboxInspection inspect(Instant end) throws MailboxException {
        return MailboxInspection.of(world, station.rows(world.config(), end));
    }

    /// Everything up to now has arrived, and what came twice says so.
    Verdict requireAllDelivered() throws MailboxException {
        return requireAllDelivered(inspect());
    }

    /// Everything that the station ever observes has arrived: a unit whose clock was ahead took
    /// rows before their time, and one that is settled has taken them all.
    Verdict requireWholeStationDelivered() throws MailboxException {
        return requireAllDelivered(inspect(Instant.MAX));
    }

    private Verdict requireAllDelivered(MailboxInspection inspection) {
        Verdict verdict = inspection.verdict();
        assertThat(verdict.problems()).as("problems").isEmpty();
        assertThat(verdict.lost()).as("lost").isZero();
        assertThat(verdict.waiting()).as("still waiting").isZero();
        assertThat(verdict.duplicatesUnmarked()).as("duplicates without a mark").isZero();
        assertThat(verdict.alarmsDelivered() + verdict.recoveriesDelivered())
                .as("alarms and recoveries")
                .isEqualTo(inspection.expectedAlarms().size());
        return verdict;
    }

    List<DeliveredMail> delivered() throws MailboxException {
        return inspect().delivered();
    }

    /// `alarm`, `recovery` or `monitoring` of each mail, in order of arrival.
    List<String> kinds() throws MailboxException {
        return delivered().stream().map(mail -> kind(mail.content())).toList();
    }

    long journalled(String event) {
        return journal.stream()
                .filter(line -> line.contains("\"event\":\"" + event + "\""))
                .count();
    }

    @Override
    public void close() {
        world.close();
    }

    private static String kind(Content content) {
        return switch (content) {
            case Content.Alarm alarm -> alarm.onset() ? "alarm" : "recovery";
            case Content.Monitoring _ -> "monitoring";
            case Content.Other(String kind) -> kind;
        };
    }

    private final class Listener implements Notices {
        @Override
        public void trouble(String line) {
            troubles.add(line);
        }
    }
}
