package org.kadec21.bench.roundtrips;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// msmtp, which takes a connection for each mail.
public final class Msmtp implements Contender {

    @Override
    public String name() {
        return "msmtp";
    }

    @Override
    public boolean isInstalled() {
        return Command.isInstalled(name());
    }

    @Override
    public void submit(Task task) throws IOException, InterruptedException {
        try (PrivateFile config = PrivateFile.with(config(task), ".msmtprc")) {
            for (Path mail : task.mails()) {
                Command.run(
                        List.of(name(), "--file=" + config.path(), "--", task.account().to()),
                        mail);
            }
        }
    }

    private static String config(Task task) {
        String tls =
                switch (task.security()) {
                    case STARTTLS -> "tls on\ntls_starttls on\ntls_trust_file ";
                    case IMPLICIT -> "tls on\ntls_starttls off\ntls_trust_file ";
                    case PLAIN -> "tls off\n# ";
                };
        return "account default\nhost %s\nport %d\nfrom %s\nauth plain\nuser %s\npassword %s\n%s%s\n"
                .formatted(
                        task.host(),
                        task.port(),
                        task.account().from(),
                        task.account().user(),
                        task.account().password().reveal(),
                        tls,
                        task.account().ca());
    }
}
