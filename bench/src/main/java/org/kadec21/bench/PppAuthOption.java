package org.kadec21.bench;

import org.kadec21.hal.Secret;
import org.kadec21.simulation.ppp.Account;
import org.kadec21.simulation.ppp.Authentication;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a host that dials has to say who it is: `none`, `pap` or `chap`, and behind colons who may.
///
/// @param account empty: whoever goes through the motions
record PppAuthOption(Authentication authentication, Optional<Account> account) {

    private static final Pattern FORM =
            Pattern.compile(
                    "(none|pap|chap)(?::([^:]{1,255}):(.{0,255}))?", Pattern.CASE_INSENSITIVE);

    /// Reads it; a complaint never shows the password.
    static final class Converter implements ITypeConverter<PppAuthOption> {

        @Override
        public PppAuthOption convert(String value) {
            Matcher matcher = FORM.matcher(value);
            if (!matcher.matches()) {
                throw new TypeConversionException(
                        "expected none, pap or chap, or with who may: chap:USER:PASSWORD");
            }
            Authentication authentication =
                    Authentication.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
            return new PppAuthOption(
                    authentication,
                    Optional.ofNullable(matcher.group(2))
                            .map(user -> new Account(user, Secret.of(matcher.group(3)))));
        }
    }
}
