package org.kadec21.simulation.module.command;

import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.Reply;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The module's clock: 3GPP TS 27.007 8.15 (`+CCLK`), always told in Japanese time.
public final class ClockCommands implements CommandFamily {

    private static final ZoneId LOCAL = ZoneId.of("Asia/Tokyo");
    private static final Duration QUARTER_HOUR = Duration.ofMinutes(15);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("uu/MM/dd,HH:mm:ss", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    /// Date and time, then the offset in quarter hours, which may be left out.
    private static final Pattern TYPED = Pattern.compile("([0-9/,:]{17})([+-][0-9]{2}|)");

    @Override
    public void addTo(CommandRegistry registry) {
        registry.command("+CCLK")
                .read((module, a) -> Reply.ok("+CCLK: \"" + told(module.clock().time()) + "\""))
                .set(ClockCommands::set)
                .test("");
    }

    private static String told(Instant time) {
        ZonedDateTime local = time.atZone(LOCAL);
        long quarters = local.getOffset().getTotalSeconds() / QUARTER_HOUR.toSeconds();
        return "%s%+03d".formatted(CLOCK.format(local), quarters);
    }

    private static Reply set(DualBandModule module, Arguments arguments) {
        Optional<Instant> time = arguments.text(0).flatMap(ClockCommands::typed);
        time.ifPresent(module.clock()::set);
        return Reply.okIf(time.isPresent(), CmeError.INVALID_PARAMETERS);
    }

    private static Optional<Instant> typed(String text) {
        Matcher parts = TYPED.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime date = LocalDateTime.parse(parts.group(1), CLOCK);
            return Optional.of(
                    parts.group(2).isEmpty()
                            ? date.atZone(LOCAL).toInstant()
                            : date.toInstant(offset(Integer.parseInt(parts.group(2)))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ZoneOffset offset(int quarters) {
        return ZoneOffset.ofTotalSeconds(
                Math.toIntExact(QUARTER_HOUR.multipliedBy(quarters).toSeconds()));
    }
}
