package org.kadec21.bench.config;

import org.kadec21.firmware.config.Section;
import org.kadec21.firmware.config.Value;
import org.kadec21.firmware.config.Words;
import org.kadec21.hal.Secret;
import org.kadec21.simulation.carrier.LineNoise;
import org.kadec21.simulation.carrier.PacketCalls;
import org.kadec21.simulation.ppp.Account;
import org.kadec21.simulation.ppp.Authentication;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/// The part of a carrier's file that says how hosts that dial are let in.
final class PacketCallsSection {

    private static final Words<Authentication> AUTHENTICATIONS =
            Words.of("none", Authentication.NONE)
                    .or("pap", Authentication.PAP)
                    .or("chap", Authentication.CHAP);

    private static final BigDecimal WORST_PERCENT = BigDecimal.valueOf(50);

    private PacketCallsSection() {}

    static PacketCalls read(Section section) {
        Optional<Account> account =
                section.find("user")
                        .map(user ->
                                new Account(
                                        user.text(),
                                        section.secret("password").orElse(Secret.of(""))));
        return new PacketCalls(
                section.find("authentication")
                        .map(value -> value.choice(AUTHENTICATIONS))
                        .orElse(Authentication.NONE),
                account,
                section.find("idle").map(Value::duration).orElse(Duration.ZERO),
                part(section, "loss-percent"),
                new LineNoise(
                        part(section, "damaged-bytes-percent"),
                        part(section, "damaged-frames-percent")));
    }

    private static double part(Section section, String key) {
        return section.find(key).map(PacketCallsSection::part).orElse(0.0);
    }

    private static double part(Value value) {
        BigDecimal percent = value.decimal();
        if (percent.signum() < 0 || percent.compareTo(WORST_PERCENT) > 0) {
            throw value.wrong("a number from 0 to 50");
        }
        return percent.doubleValue() / 100;
    }
}
