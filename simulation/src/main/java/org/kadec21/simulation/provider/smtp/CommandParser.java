package org.kadec21.simulation.provider.smtp;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a command line (RFC 5321 4.1.1, RFC 3030, RFC 3207, RFC 4954).
final class CommandParser {

    private static final Pattern BDAT =
            Pattern.compile("(\\d{1,18})( +LAST)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SIZE = Pattern.compile("\\d{1,18}");
    private static final Pattern DOMAIN = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private CommandParser() {}

    static SmtpCommand parse(String line) {
        String[] words = line.strip().split(" +", 2);
        String argument = words.length > 1 ? words[1] : "";
        return switch (words[0].toUpperCase(Locale.ROOT)) {
            case "EHLO" -> hello(argument, "EHLO");
            case "HELO" -> hello(argument, "HELO");
            case "STARTTLS" -> argument.isEmpty() ? new SmtpCommand.StartTls() : syntax("STARTTLS");
            case "AUTH" -> auth(argument);
            case "MAIL" -> mail(argument);
            case "RCPT" -> rcpt(argument);
            case "DATA" -> argument.isEmpty() ? new SmtpCommand.StartData() : syntax("DATA");
            case "BDAT" -> bdat(argument);
            case "RSET" -> argument.isEmpty() ? new SmtpCommand.Rset() : syntax("RSET");
            case "NOOP" -> new SmtpCommand.Noop();
            case "VRFY" ->
                    argument.isEmpty() ? syntax("VRFY address") : new SmtpCommand.Vrfy(argument);
            case "HELP" -> new SmtpCommand.Help();
            case "QUIT" -> argument.isEmpty() ? new SmtpCommand.Quit() : syntax("QUIT");
            default -> new SmtpCommand.Flawed(Replies.NOT_RECOGNIZED);
        };
    }

    private static SmtpCommand hello(String domain, String verb) {
        if (!DOMAIN.matcher(domain).matches()) {
            return new SmtpCommand.Flawed(SmtpReply.bare(501, "Syntax: " + verb + " hostname"));
        }
        return verb.equals("EHLO") ? new SmtpCommand.Ehlo(domain) : new SmtpCommand.Helo(domain);
    }

    private static SmtpCommand auth(String argument) {
        String[] words = argument.split(" +", -1);
        if (words[0].isEmpty() || words.length > 2) {
            return syntax("AUTH mechanism [initial-response]");
        }
        Optional<String> initial = words.length == 2 ? Optional.of(words[1]) : Optional.empty();
        return new SmtpCommand.Auth(words[0].toUpperCase(Locale.ROOT), initial);
    }

    private static SmtpCommand mail(String argument) {
        Optional<PathArgument> path = PathArgument.parse("FROM:", argument);
        if (path.isEmpty()) {
            return syntax("MAIL FROM:<address>");
        }
        String sender = path.get().address();
        if (!sender.isEmpty() && !path.get().isMailbox()) {
            return flawed(501, "5.1.7", "Bad sender address syntax");
        }
        OptionalLong size = OptionalLong.empty();
        for (String parameter : path.get().parameters()) {
            String value = parameter.substring(parameter.indexOf('=') + 1);
            switch (parameter
                    .substring(0, parameter.length() - value.length())
                    .toUpperCase(Locale.ROOT)) {
                case "SIZE=" -> {
                    if (!SIZE.matcher(value).matches()) {
                        return flawed(501, "5.5.4", "Bad message size syntax");
                    }
                    size = OptionalLong.of(Long.parseLong(value));
                }
                case "BODY=" -> {
                    if (!value.equalsIgnoreCase("7BIT") && !value.equalsIgnoreCase("8BITMIME")) {
                        return flawed(501, "5.5.4", "Unsupported BODY type: " + value);
                    }
                }
                case "AUTH=" -> {} // RFC 4954 section 5: nobody is trusted to name somebody else
                default -> {
                    return unsupported(parameter);
                }
            }
        }
        return new SmtpCommand.Mail(sender, size);
    }

    private static SmtpCommand rcpt(String argument) {
        Optional<PathArgument> path = PathArgument.parse("TO:", argument);
        if (path.isEmpty()) {
            return syntax("RCPT TO:<address>");
        }
        if (!path.get().isMailbox()) {
            return flawed(501, "5.1.3", "Bad recipient address syntax");
        }
        if (!path.get().parameters().isEmpty()) {
            return unsupported(path.get().parameters().getFirst());
        }
        return new SmtpCommand.Rcpt(path.get().address());
    }

    private static SmtpCommand bdat(String argument) {
        Matcher chunk = BDAT.matcher(argument);
        if (!chunk.matches()) {
            return new SmtpCommand.Unframed(
                    SmtpReply.of(521, "5.5.4", "Syntax: BDAT count [LAST]"));
        }
        return new SmtpCommand.Bdat(Long.parseLong(chunk.group(1)), chunk.group(2) != null);
    }

    private static SmtpCommand syntax(String form) {
        return flawed(501, "5.5.4", "Syntax: " + form);
    }

    private static SmtpCommand unsupported(String parameter) {
        return flawed(555, "5.5.4", "Unsupported option: " + parameter);
    }

    private static SmtpCommand flawed(int code, String enhanced, String text) {
        return new SmtpCommand.Flawed(SmtpReply.of(code, enhanced, text));
    }
}
