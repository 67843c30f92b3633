package org.kadec21.firmware.config;

import org.kadec21.firmware.alarm.AlarmRule;
import org.kadec21.hal.Secret;
import org.kadec21.submission.MailDraft;
import org.kadec21.submission.SubmissionPolicy;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// All that may be set on a unit, validated.
///
/// @param id lower-case identifier; part of Message-IDs and of the EHLO name
/// @param name what people call the unit
/// @param hardware its boards, if its file names them
/// @param zone in which the unit's people live: schedules, and times in mail bodies
/// @param ringRecords records the ring holds at least
/// @param secureMail how mails are signed and encrypted, if they are
/// @param service the password of the service port; without one nobody can log in there
/// @param instructions where signed instructions are fetched from, if they are
/// @param updates whose images it takes, and what else its boot loader goes by
/// @param serverList submission servers, most wanted first
public record UnitConfig(
        String id,
        String name,
        FirmwareProfile firmware,
        Optional<Hardware> hardware,
        ZoneId zone,
        int ringRecords,
        Module module,
        ServerList serverList,
        Mail mail,
        List<Channel> channels,
        List<AlarmRule> alarms,
        Monitoring monitoring,
        Retry retry,
        Energy energy,
        Optional<SecureMail> secureMail,
        Optional<ServicePassword> service,
        Optional<Instructions> instructions,
        Updates updates) {

    /// The channels' names, in their order.
    public List<String> channelNames() {
        return channels.stream().map(Channel::name).toList();
    }

    /// What is demanded of each server, most wanted first.
    public List<SubmissionPolicy> servers() {
        return serverList.policies();
    }

    /// This unit with other servers, always. Addresses that were configured stay with their names.
    public UnitConfig withServers(List<SubmissionPolicy> others) {
        return with(module, ServerList.always(others).addressedAs(serverList), instructions);
    }

    /// This unit with another schedule.
    public UnitConfig withSchedule(Schedule schedule) {
        return with(
                module,
                serverList,
                new Monitoring(schedule, monitoring.airtimeCap()),
                instructions,
                updates);
    }

    /// This unit trusting these certification authorities at every server, and at its mailbox's.
    public UnitConfig withTrustAnchors(List<X509Certificate> anchors) {
        return with(
                module,
                serverList.withPolicies(server ->
                        new SubmissionPolicy(
                                server.host(),
                                server.port(),
                                server.clientName(),
                                server.auth(),
                                server.tls().withTrustAnchors(anchors),
                                server.limits())),
                instructions.map(mailbox -> mailbox.withTrustAnchors(anchors)));
    }

    /// This unit with another module.
    public UnitConfig withModule(Module other) {
        return with(other, serverList, instructions);
    }

    /// This unit, believing that old 800 MHz goes off the air at `end`.
    public UnitConfig withOldBandEnd(Instant end) {
        return withModule(module.withOldBandEnd(end));
    }

    /// This unit, told when port 25 is blocked for it.
    public UnitConfig withPort25End(Instant end) {
        return with(
                module,
                serverList,
                monitoring,
                instructions,
                new Updates(updates.keys(), Optional.of(end), updates.witness()));
    }

    private UnitConfig with(Module card, ServerList others, Optional<Instructions> mailbox) {
        return with(card, others, monitoring, mailbox, updates);
    }

    private UnitConfig with(
            Module card,
            ServerList others,
            Monitoring data,
            Optional<Instructions> mailbox,
            Updates told) {
        return new UnitConfig(
                id,
                name,
                firmware,
                hardware,
                zone,
                ringRecords,
                card,
                others,
                mail,
                channels,
                alarms,
                data,
                retry,
                energy,
                secureMail,
                service,
                mailbox,
                told);
    }

    /// The command dialects of modules; `AUTO` finds out by itself.
    public enum Dialect {
        AUTO,
        QUECTEL,
        SIMCOM,
        UBLOX,
        TELIT
    }

    /// The cellular module.
    ///
    /// @param dialect its command dialect
    /// @param bitsPerSecond speed of the serial line
    /// @param variant which of the maker's modules the unit has
    /// @param apn access point name; empty means the subscription's own
    /// @param otherPorts names, with `*` for any part of one, of ports that the module is looked
    ///   for at when it is not at its own
    /// @param oldBandEnds when old 800 MHz goes off the air
    /// @param bearing how it carries TCP
    public record Module(
            ModuleVariant variant,
            Dialect dialect,
            int bitsPerSecond,
            Optional<Secret> pin,
            String apn,
            String user,
            Secret password,
            List<String> otherPorts,
            Instant oldBandEnds,
            Bearing bearing) {

        /// This module, believing that old 800 MHz goes off the air at `end`.
        Module withOldBandEnd(Instant end) {
            return new Module(
                    variant,
                    dialect,
                    bitsPerSecond,
                    pin,
                    apn,
                    user,
                    password,
                    otherPorts,
                    end,
                    bearing);
        }

        /// This module, carrying TCP in another way.
        public Module withBearing(Bearing other) {
            return new Module(
                    variant,
                    dialect,
                    bitsPerSecond,
                    pin,
                    apn,
                    user,
                    password,
                    otherPorts,
                    oldBandEnds,
                    other);
        }
    }

    /// How this unit's mails look and who gets them.
    ///
    /// @param domain right side of Message-IDs
    /// @param from header address
    /// @param envelopeFrom reverse-path
    public record Mail(
            String domain, String from, String envelopeFrom, List<Recipient> recipients) {}

    /// Somebody who gets mail.
    public record Recipient(
            String address, MailDraft.Encoding encoding, boolean alarms, boolean monitoring) {}

    /// A measured quantity.
    ///
    /// @param name column in the sensor's data and in attachments
    /// @param unit as people write it: `m/s`
    /// @param label in English
    /// @param labelJapanese in Japanese; empty when there is none
    public record Channel(String name, String unit, String label, String labelJapanese) {

        /// Whether it shows a direction, of which neither a least nor a greatest value means
        /// anything.
        public boolean isDirection() {
            return unit.equals("deg") || unit.equals("°");
        }

        /// The label in both languages.
        public String words() {
            return labelJapanese.isEmpty() ? label : label + " " + labelJapanese;
        }
    }

    /// Mails with recorded data.
    ///
    /// @param airtimeCap longest time on air of one such mail at the bearer's slowest rate
    public record Monitoring(Schedule schedule, Duration airtimeCap) {}

    /// When recorded data is due.
    public sealed interface Schedule {

        /// Every day when the unit's clock shows this time in its zone.
        record DailyAt(LocalTime time) implements Schedule {}

        /// Again and again, measured from the first start; a restart goes on with it.
        record Every(Duration interval) implements Schedule {}
    }

    /// How long to wait after a failed attempt, by what failed.
    ///
    /// @param alarm the server or the way to it failed while an alarm waits
    /// @param monitoring the same while only recorded data waits
    /// @param mail the server deferred one mail
    /// @param account our account is refused (slow: servers lock accounts out)
    /// @param security our own policy is not met
    /// @param tlsMemory how long a server that once offered TLS is held to it
    public record Retry(
            BackOff alarm,
            BackOff monitoring,
            BackOff mail,
            BackOff account,
            BackOff security,
            Duration tlsMemory) {}

    /// Waiting time that doubles from `first` to `longest`, spread by up to `jitterPercent` of
    /// itself.
    public record BackOff(Duration first, Duration longest, int jitterPercent) {}

    /// What being alive costs, for comparison between runs, and what pays for it.
    ///
    /// @param loggerMilliwatts everything but what follows, always
    /// @param samplingMilliwatts on top while the sensors are read
    /// @param samplingTime how long that takes, each time
    /// @param registeringMilliwatts on top with the radio on and no connection
    /// @param transmittingMilliwatts on top with a connection or a data call
    public record Energy(
            int loggerMilliwatts,
            int samplingMilliwatts,
            Duration samplingTime,
            int registeringMilliwatts,
            int transmittingMilliwatts,
            PowerSource source) {}
}
