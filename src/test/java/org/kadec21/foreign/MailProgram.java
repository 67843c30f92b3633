package org.kadec21.foreign;

import org.kadec21.live.Kadec21;
import org.kadec21.live.LabProvider;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A mail program at a [LabProvider], as its customer `lab`.
enum MailProgram {
    SWAKS {
        @Override
        List<String> sending(LabProvider provider, Tls tls, String mechanism, Path mail) {
            List<String> command =
                    words("swaks --auth-user lab --auth-password secret --from " + ADDRESS);
            command.addAll(words("--to " + ADDRESS + " --auth " + mechanism));
            command.addAll(List.of("--server", "localhost:" + tls.submissionPort(provider)));
            command.addAll(List.of("--data", "@" + mail));
            switch (tls) {
                case OFF -> {}
                case STARTTLS -> command.add("--tls");
                case INSIDE -> command.add("--tls-on-connect");
            }
            if (tls != Tls.OFF) {
                command.addAll(List.of("--tls-verify", "--tls-ca-path", provider.ca().toString()));
            }
            return command;
        }
    },
    MSMTP {
        @Override
        List<String> sending(LabProvider provider, Tls tls, String mechanism, Path mail) {
            List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" <\"$0\""));
            command.add(mail.toString());
            command.addAll(words("msmtp --host=localhost --user=lab --from=" + ADDRESS));
            command.add("--passwordeval=echo secret");
            command.add("--port=" + tls.submissionPort(provider));
            command.add("--auth=" + mechanism.toLowerCase(Locale.ROOT));
            command.add("--tls=" + (tls == Tls.OFF ? "off" : "on"));
            command.add("--tls-starttls=" + (tls == Tls.STARTTLS ? "on" : "off"));
            command.add("--tls-trust-file=" + provider.ca());
            command.add(ADDRESS);
            return command;
        }
    },
    CURL {
        @Override
        List<String> sending(LabProvider provider, Tls tls, String mechanism, Path mail) {
            List<String> command = words("curl --silent --show-error --mail-from " + ADDRESS);
            command.addAll(words("--mail-rcpt " + ADDRESS));
            command.addAll(List.of("--upload-file", mail.toString()));
            command.addAll(List.of("--login-options", "AUTH=" + mechanism));
            command.addAll(
                    mechanism.contains("OAUTH")
                            ? List.of("--user", "lab:", "--oauth2-bearer", "secret")
                            : List.of("--user", "lab:secret"));
            command.addAll(curlTls(provider, tls));
            String scheme = tls == Tls.INSIDE ? "smtps" : "smtp";
            command.add(scheme + "://localhost:" + tls.submissionPort(provider));
            return command;
        }
    },
    PYTHON {
        @Override
        List<String> sending(LabProvider provider, Tls tls, String mechanism, Path mail) {
            return python("send", tls.submissionPort(provider), tls, mechanism, provider, mail);
        }
    };

    private static final String ADDRESS = "lab@provider.test";
    private static final Path SCRIPT = Path.of("src/test/resources/foreign/mail_client.py");

    /// When a connection is encrypted.
    enum Tls {
        OFF,
        STARTTLS,
        INSIDE;

        int submissionPort(LabProvider provider) {
            return provider.port(this == INSIDE ? "submissions" : "submission");
        }

        int pop3Port(LabProvider provider) {
            return provider.port(this == INSIDE ? "pop3s" : "pop3");
        }
    }

    /// A mail as its file must hold it: swaks adds CR to LF, and a line's end at the end.
    String handed(String mail) {
        return this == SWAKS ? mail.replace("\r\n", "\n").stripTrailing() : mail;
    }

    /// The command that hands a mail file over.
    abstract List<String> sending(LabProvider provider, Tls tls, String mechanism, Path mail);

    /// curl's command that prints a mail, or without a number the list of mails.
    ///
    /// @param login USER or APOP
    static List<String> curlReading(LabProvider provider, Tls tls, String login, String number) {
        List<String> command = words("curl --silent --show-error --user lab:secret");
        if (login.equals("APOP")) {
            command.addAll(List.of("--login-options", "AUTH=+APOP"));
        }
        command.addAll(curlTls(provider, tls));
        String scheme = tls == Tls.INSIDE ? "pop3s" : "pop3";
        command.add(scheme + "://localhost:" + tls.pop3Port(provider) + "/" + number);
        return command;
    }

    /// The command with which poplib prints all mails.
    ///
    /// @param login USER or APOP
    static List<String> pythonReading(LabProvider provider, Tls tls, String login) {
        return python("read", tls.pop3Port(provider), tls, login, provider);
    }

    private static List<String> python(
            String task, int port, Tls tls, String login, LabProvider provider, Path... mail) {
        List<String> command = words("python3");
        command.add(Kadec21.home().resolve(SCRIPT).toString());
        command.addAll(List.of(task, Integer.toString(port), word(tls), login));
        command.add(provider.ca().toString());
        for (Path file : mail) {
            command.add(file.toString());
        }
        return command;
    }

    private static String word(Tls tls) {
        return switch (tls) {
            case OFF -> "off";
            case STARTTLS -> "starttls";
            case INSIDE -> "tls";
        };
    }

    private static List<String> curlTls(LabProvider provider, Tls tls) {
        return tls == Tls.OFF
                ? List.of()
                : List.of("--ssl-reqd", "--cacert", provider.ca().toString());
    }

    private static List<String> words(String line) {
        return new ArrayList<>(List.of(line.split(" ", -1)));
    }
}
