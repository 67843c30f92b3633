package org.kadec21.bench.roundtrips;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// curl, all mails over one connection.
public final class Curl implements Contender {

    @Override
    public String name() {
        return "curl";
    }

    @Override
    public boolean isInstalled() {
        return Command.isInstalled(name());
    }

    @Override
    public void submit(Task task) throws IOException, InterruptedException {
        String transfers =
                task.mails().stream()
                        .map(mail -> transfer(task, mail))
                        .collect(Collectors.joining("next\n"));
        try (PrivateFile config = PrivateFile.with(transfers, ".curlrc")) {
            Command.run(
                    List.of(
                            name(),
                            "--silent",
                            "--show-error",
                            "--config",
                            config.path().toString()),
                    config.path());
        }
    }

    private static String transfer(Task task, Path mail) {
        String scheme =
                switch (task.security()) {
                    case STARTTLS, PLAIN -> "smtp";
                    case IMPLICIT -> "smtps";
                };
        String tls =
                task.security() == Security.PLAIN
                        ? ""
                        : "ssl-reqd\ncacert = \"%s\"\n".formatted(task.account().ca());
        return """
        url = "%s://%s:%d/[127.0.0.1]"
        globoff
        login-options = "AUTH=PLAIN"
        sasl-ir
        user = "%s:%s"
        mail-from = "%s"
        mail-rcpt = "%s"
        upload-file = "%s"
        %s\
        """
                .formatted(
                        scheme,
                        task.host(),
                        task.port(),
                        task.account().user(),
                        task.account().password().reveal(),
                        task.account().from(),
                        task.account().to(),
                        mail,
                        tls);
    }
}
