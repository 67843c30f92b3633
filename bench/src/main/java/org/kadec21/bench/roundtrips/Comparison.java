package org.kadec21.bench.roundtrips;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;

/// Contenders over the same line to the same server, one after the other, each warmed up by some
/// mails over a line that hinders nobody: a unit's program and a server run for years and load
/// their classes once.
public final class Comparison {

    /// No turn but the one with the mail is as large.
    private static final int LEAST_OF_A_MAIL = 1000;

    private static final int WARMING = 10;

    private final LinkShape shape;
    private final InetAddress server;
    private final Consumer<String> progress;

    /// @param progress told what begins
    public Comparison(LinkShape shape, InetAddress server, Consumer<String> progress) {
        this.shape = shape;
        this.server = server;
        this.progress = progress;
    }

    /// What one contender needed for some mails.
    public record Row(Contender contender, Security security, int mails, Toll toll) {}

    /// Measures one contender at one task, which names the server's port.
    public Row measure(Contender contender, Task task) throws IOException, InterruptedException {
        progress.accept(
                "%s, %s, %d mail%s"
                        .formatted(
                                contender.name(),
                                task.security().word(),
                                task.mails().size(),
                                task.mails().size() == 1 ? "" : "s"));
        Task one =
                new Task(
                        task.security(),
                        task.host(),
                        task.port(),
                        task.account(),
                        List.of(task.mails().getFirst()));
        for (int mail = 0; mail < WARMING; mail++) {
            over(LinkShape.UNHINDERED, contender, one);
        }
        Toll toll = over(shape, contender, task);
        return new Row(contender, task.security(), task.mails().size(), toll);
    }

    private Toll over(LinkShape line, Contender contender, Task task)
            throws IOException, InterruptedException {
        InetSocketAddress port = new InetSocketAddress(server, task.port());
        try (SlowLink link = SlowLink.to(port, line)) {
            contender.submit(task.at(link.port()));
            return link.passages().stream()
                    .map(passage -> passage.toll(LEAST_OF_A_MAIL))
                    .map(toll -> toll.lessTurns(task.security().turnsOfTheGreeting()))
                    .reduce(new Toll(0, 0, 0, 0), Toll::plus);
        }
    }
}
