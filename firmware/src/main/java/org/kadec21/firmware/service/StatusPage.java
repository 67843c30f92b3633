package org.kadec21.firmware.service;

import org.kadec21.firmware.boot.UnitStatus;
import org.kadec21.firmware.comms.WindowResult;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.modem.FoundModule;
import org.kadec21.modem.FoundModule.Service;
import org.kadec21.modem.ServingCell;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A few lines that say how a unit is, as its display would.
final class StatusPage {

    private final ServicedUnit serviced;
    private final Board board;

    StatusPage(ServicedUnit serviced) {
        this.serviced = serviced;
        this.board = serviced.board();
    }

    List<String> lines() {
        UnitConfig config = serviced.config();
        UnitStatus status = serviced.unit().status();
        List<String> lines = new ArrayList<>();
        lines.add(line("unit", config.id() + ", " + config.name()));
        lines.add(line("clock", local(board.time().now())));
        lines.add(line("newest", newest(config)));
        lines.add(
                line(
                        "records",
                        status.records()
                                + " stored, settled up to "
                                + status.acknowledgedUpTo()
                                + ", lost "
                                + status.lost()));
        lines.add(
                line(
                        "alarms",
                        status.raised().isEmpty() ? "none" : String.join(", ", status.raised())));
        lines.add(
                line(
                        "mail",
                        status.openMails()
                                + " wait; records next at "
                                + local(status.comms().nextMonitoring())));
        lines.add(line("call", call(status)));
        lines.add(
                line(
                        "module",
                        status.comms().module().map(StatusPage::module).orElse("not woken yet")));
        lines.add(
                line(
                        "supply",
                        board.supply().millivolts()
                                + " mV; on air "
                                + status.comms().usage().radioTime().toSeconds()
                                + " s since the start"));
        lines.add(line("settings", settings()));
        return lines;
    }

    private String newest(UnitConfig config) {
        Optional<MeasurementRecord> newest = serviced.unit().newestRecord();
        return newest.map(
                        record -> {
                            List<String> values =
                                    config.channels().stream()
                                            .map(channel ->
                                                    (record.text(channel.name()).orElse("-")
                                                                    + " "
                                                                    + channel.unit())
                                                            .strip())
                                            .toList();
                            return local(record.observedAt()) + "  " + String.join("  ", values);
                        })
                .orElse("nothing sampled yet");
    }

    private String call(UnitStatus status) {
        String now = status.comms().onAir() ? "on air" : "off air";
        return now
                + status.comms()
                        .lastResult()
                        .map(result ->
                                switch (result) {
                                    case WindowResult.Completed done ->
                                            "; the last one went well, mails sent: "
                                                    + done.mailsSent();
                                    case WindowResult.Failed failed ->
                                            "; the last one failed: " + failed.reason();
                                })
                        .orElse("; none since the start");
    }

    private static String module(FoundModule module) {
        return module.identity().manufacturer()
                + " "
                + module.identity().model()
                + switch (module.service()) {
                    case Service.Unasked _ -> ", not registered yet in this call";
                    case Service.None _ -> ", not served";
                    case Service.Registered(Optional<ServingCell> cell) ->
                            cell.map(StatusPage::cell).orElse(", registered");
                };
    }

    private static String cell(ServingCell cell) {
        return cell.service() ? ", " + cell.band() + " channel " + cell.channel() : ", not served";
    }

    private String settings() {
        Deadline ends = serviced.trialEnds();
        if (serviced.settings().trial().isEmpty()) {
            return serviced.settings().confirmed().changes().size()
                    + " changes of the unit's file hold"
                    + serviced.settings()
                            .lastRevert()
                            .map(reason -> "; the last ones were reverted: " + reason)
                            .orElse("");
        }
        return ends.isNever()
                ? "on trial as soon as the unit has restarted"
                : "on trial, reverted in "
                        + Duration.ofNanos(board.time().nanosUntil(ends)).toSeconds()
                        + " s unless confirmed";
    }

    private String local(Instant moment) {
        return new LocalMoment(serviced).of(moment);
    }

    private static String line(String what, String words) {
        return String.format(Locale.ROOT, "%-9s %s", what, words);
    }
}
