package org.kadec21.firmware.config;

import org.kadec21.firmware.config.UnitConfig.BackOff;
import org.kadec21.firmware.config.UnitConfig.Channel;
import org.kadec21.firmware.config.UnitConfig.Dialect;
import org.kadec21.firmware.config.UnitConfig.Mail;
import org.kadec21.firmware.config.UnitConfig.Module;
import org.kadec21.firmware.config.UnitConfig.Monitoring;
import org.kadec21.firmware.config.UnitConfig.Retry;
import org.kadec21.firmware.config.UnitConfig.Schedule;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.hal.Secret;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Builds a [UnitConfig] from a file of role `unit`.
public final class UnitBinder {

    static final Pattern IDENTIFIER = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    static final String IDENTIFIER_WORDS = "1 to 32 characters of a-z 0-9 -";
    private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9_]{0,47}");
    private static final Words<Dialect> DIALECTS =
            Words.of("auto", Dialect.AUTO)
                    .or("quectel", Dialect.QUECTEL)
                    .or("simcom", Dialect.SIMCOM)
                    .or("ublox", Dialect.UBLOX)
                    .or("telit", Dialect.TELIT);

    /// The last service on old 800 MHz was on 2012-07-21 JST (public record).
    private static final Instant OLD_BAND_ENDED = Instant.parse("2012-07-21T15:00:00Z");

    /// A mail that takes longer keeps an alarm waiting as long.
    static final Duration LONGEST_AIRTIME_CAP = Duration.ofHours(1);

    private static final Pattern PIN = Pattern.compile("\\d{4,8}");

    /// AT commands have no way to escape a quote. A bare `*` would have the unit talk to whatever
    /// is plugged in.
    private static final Pattern PORT = Pattern.compile("[^*\\s]{3}[^\\s]{0,97}");

    private static final String PORT_WORDS =
            "a port's name such as /dev/ttyUSB*, at least three characters before any *";

    private static final Words<Bearing.Way> WAYS =
            Words.of("sockets", Bearing.Way.SOCKETS).or("ppp", Bearing.Way.PPP);

    private static final Words<Bearing.PdpType> PDP_TYPES =
            Words.of("IP", Bearing.PdpType.IP)
                    .or("IPV6", Bearing.PdpType.IPV6)
                    .or("IPV4V6", Bearing.PdpType.IPV4V6);

    private static final Words<Bearing.NumberedMode> NUMBERED_MODES =
            Words.of("when-bad", Bearing.NumberedMode.WHEN_BAD)
                    .or("always", Bearing.NumberedMode.ALWAYS)
                    .or("never", Bearing.NumberedMode.NEVER);

    private static final Pattern NUMBER = Pattern.compile(Bearing.NUMBER);

    private static final Pattern AT_TEXT = Pattern.compile("[ !#-~]{0,99}");

    private static final String AT_TEXT_WORDS =
            "at most 99 printable ASCII characters without quotes";

    private UnitBinder() {}

    /// The reader of unit files; boards are taken as they are.
    public static ConfigReader<UnitConfig> reader() {
        return new ConfigReader<>("unit", top -> unit(top, written(top), Optional.empty()));
    }

    /// The reader of unit files that refuses boards, modules and images which do not fit together.
    public static ConfigReader<UnitConfig> reader(BoardTable table) {
        return new ConfigReader<>("unit", top -> unit(top, written(top), Optional.of(table)));
    }

    /// The reader of unit files for a unit that has booted an image: the image says how it behaves,
    /// whatever firmware the file was written for.
    public static ConfigReader<UnitConfig> reader(FirmwareProfile booted) {
        return new ConfigReader<>("unit", top -> unit(top, booted, Optional.empty()));
    }

    private static FirmwareProfile written(Section top) {
        return top.value("firmware").choice(FirmwareProfile.BY_NAME);
    }

    private static UnitConfig unit(
            Section top, FirmwareProfile firmware, Optional<BoardTable> table) {
        top.knows(
                "schema",
                "id",
                "name",
                "firmware",
                "hardware",
                "time-zone",
                "ring-records",
                "module",
                "servers",
                "failover",
                "mail",
                "channels",
                "alarms",
                "monitoring",
                "retry",
                "energy",
                "supply",
                "secure-mail",
                "service",
                "instructions",
                "update");
        String id = top.value("id").matching(IDENTIFIER, IDENTIFIER_WORDS);
        Module module = module(top.section("module"), written(top));
        Mail mail = MailBinder.mail(top.section("mail"));
        MailText words = MailText.readBy(mail);
        List<Channel> channels = channels(top, words);
        Optional<SecureMail> secure = SecureMailBinder.secureMail(top);
        return new UnitConfig(
                id,
                top.find("name").map(words::required).orElse(id),
                firmware,
                HardwareBinder.hardware(top, module.variant(), firmware, table),
                top.value("time-zone").zone(),
                top.find("ring-records")
                        .map(records -> records.integer(1, 100_000))
                        .orElse(StorageLimits.standard().ringRows()),
                module,
                ServerBinder.servers(top, firmware, id),
                mail,
                channels,
                AlarmBinder.rules(top, channels),
                monitoring(top.section("monitoring")),
                retry(top),
                EnergyBinder.energy(top, channels),
                secure,
                ServicePassword.readFrom(top),
                InstructionsBinder.instructions(top, secure),
                UpdatesBinder.updates(top));
    }

    private static Module module(Section module, FirmwareProfile firmware) {
        module.knows(
                "variant",
                "dialect",
                "speed",
                "pin",
                "pin-file",
                "apn",
                "user",
                "password",
                "password-file",
                "other-ports",
                "old-band-ends",
                "bearer",
                "fallback",
                "dial",
                "pdp-type",
                "numbered-mode");
        return new Module(
                module.find("variant")
                        .map(variant -> variant.choice(ModuleVariant.BY_NAME))
                        .orElse(firmware.modules().getFirst()),
                module.find("dialect")
                        .map(dialect -> dialect.choice(DIALECTS))
                        .orElse(Dialect.AUTO),
                module.find("speed").map(speed -> speed.integer(300, 4_000_000)).orElse(115_200),
                module.secret("pin").map(pin -> checkedPin(module, pin)),
                module.find("apn").map(apn -> apn.matching(AT_TEXT, AT_TEXT_WORDS)).orElse(""),
                module.find("user").map(user -> user.matching(AT_TEXT, AT_TEXT_WORDS)).orElse(""),
                bearerPassword(module),
                module.values("other-ports").stream()
                        .map(port -> port.matching(PORT, PORT_WORDS))
                        .toList(),
                module.find("old-band-ends").map(Value::moment).orElse(OLD_BAND_ENDED),
                bearing(module));
    }

    private static Bearing bearing(Section module) {
        Bearing.Way way =
                module.find("bearer").map(one -> one.choice(WAYS)).orElse(Bearing.Way.SOCKETS);
        Optional<Bearing.Way> fallback =
                module.find("fallback").map(one -> one.choice(WAYS)).filter(one -> one != way);
        return new Bearing(
                Stream.concat(Stream.of(way), fallback.stream()).toList(),
                module.find("dial").map(number -> number.matching(NUMBER, Bearing.NUMBER_WORDS)),
                module.find("pdp-type")
                        .map(type -> type.choice(PDP_TYPES))
                        .orElse(Bearing.PdpType.IP),
                module.find("numbered-mode")
                        .map(mode -> mode.choice(NUMBERED_MODES))
                        .orElse(Bearing.NumberedMode.WHEN_BAD));
    }

    private static Secret bearerPassword(Section module) {
        Secret password = module.secret("password").orElse(Secret.of(""));
        if (!AT_TEXT.matcher(password.reveal()).matches()) {
            throw module.wrongSecret(
                    "password", "expected " + AT_TEXT_WORDS + ", but came something else");
        }
        return password;
    }

    private static Secret checkedPin(Section module, Secret pin) {
        if (!PIN.matcher(pin.reveal()).matches()) {
            throw module.wrongSecret("pin", "expected 4 to 8 digits, but came something else");
        }
        return pin;
    }

    private static List<Channel> channels(Section top, MailText words) {
        List<Channel> channels = new ArrayList<>();
        for (Section section : top.sections("channels")) {
            section.knows("name", "unit", "label", "label-ja");
            Value name = section.value("name");
            String column = name.matching(CHANNEL, "a column name of a-z 0-9 _");
            if (channels.stream().anyMatch(channel -> channel.name().equals(column))) {
                throw name.wrong("each channel once");
            }
            channels.add(
                    new Channel(
                            column,
                            section.find("unit").map(words::of).orElse(""),
                            section.find("label").map(words::required).orElse(column),
                            section.find("label-ja").map(words::of).orElse("")));
        }
        if (channels.isEmpty()) {
            throw top.wrong("expected at least one channel under 'channels', but came none");
        }
        return List.copyOf(channels);
    }

    private static Monitoring monitoring(Section monitoring) {
        monitoring.knows("daily-at", "every", "airtime-cap");
        Duration cap =
                monitoring
                        .find("airtime-cap")
                        .map(value -> value.durationUpTo(LONGEST_AIRTIME_CAP))
                        .orElse(Duration.ofSeconds(60));
        if (monitoring.has("daily-at") == monitoring.has("every")) {
            throw monitoring.wrong("expected either daily-at: \"06:00\" or every: 1 h");
        }
        Schedule schedule =
                monitoring.has("every")
                        ? new Schedule.Every(monitoring.value("every").positiveDuration())
                        : new Schedule.DailyAt(monitoring.value("daily-at").timeOfDay());
        return new Monitoring(schedule, cap);
    }

    private static Retry retry(Section top) {
        Retry usual =
                new Retry(
                        new BackOff(Duration.ofMinutes(5), Duration.ofMinutes(30), 20),
                        new BackOff(Duration.ofMinutes(15), Duration.ofHours(6), 20),
                        new BackOff(Duration.ofMinutes(5), Duration.ofHours(1), 20),
                        new BackOff(Duration.ofMinutes(30), Duration.ofHours(24), 20),
                        new BackOff(Duration.ofMinutes(30), Duration.ofHours(24), 20),
                        Duration.ofDays(180));
        return top.findSection("retry")
                .map(retry -> {
                    retry.knows("alarm", "monitoring", "mail", "account", "security", "tls-memory");
                    return new Retry(
                            backOff(retry, "alarm", usual.alarm()),
                            backOff(retry, "monitoring", usual.monitoring()),
                            backOff(retry, "mail", usual.mail()),
                            backOff(retry, "account", usual.account()),
                            backOff(retry, "security", usual.security()),
                            retry.find("tls-memory")
                                    .map(Value::positiveDuration)
                                    .orElse(usual.tlsMemory()));
                })
                .orElse(usual);
    }

    private static BackOff backOff(Section retry, String key, BackOff usual) {
        return retry.findSection(key)
                .map(section -> {
                    section.knows("first", "longest", "jitter-percent");
                    BackOff backOff =
                            new BackOff(
                                    section.find("first")
                                            .map(Value::positiveDuration)
                                            .orElse(usual.first()),
                                    section.find("longest")
                                            .map(Value::positiveDuration)
                                            .orElse(usual.longest()),
                                    section.find("jitter-percent")
                                            .map(percent -> percent.integer(0, 50))
                                            .orElse(usual.jitterPercent()));
                    if (backOff.longest().compareTo(backOff.first()) < 0) {
                        throw section.wrong(
                                "expected 'longest' to be at least 'first', but it is shorter");
                    }
                    return backOff;
                })
                .orElse(usual);
    }
}
