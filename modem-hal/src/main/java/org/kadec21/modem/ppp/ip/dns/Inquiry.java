package org.kadec21.modem.ppp.ip.dns;

import org.kadec21.modem.ppp.ip.packet.IpAddress;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Addresses of one type for one name: one question at a time, each with a fresh id and port, the
/// servers in turn.
final class Inquiry {

    /// Aliases followed, each by a question of its own.
    static final int MOST_ALIASES = 8;

    /// Rounds of all servers where they answer and know nothing: behind a new packet context they
    /// may need a moment.
    static final int ROUNDS = 3;

    /// Behind the first of those rounds, and behind each further one.
    static final Duration PAUSE = Duration.ofSeconds(1);

    static final Duration LONGER_PAUSE = Duration.ofSeconds(5);

    /// For an answer by TCP.
    static final Duration STREAM_WAIT = Duration.ofSeconds(10);

    /// For everything together.
    static final Duration LONGEST = Duration.ofSeconds(60);

    private static final long NEVER = Long.MAX_VALUE;
    private static final int FIRST_PORT = 49152; // RFC 6335 6

    private final List<IpAddress> servers;
    private final RandomGenerator chance;
    private final RecordType type;
    private final Supplier<Patience> patience;
    private final long endBy;
    private DnsName name;
    private Question question;
    private int port;
    private int attempt;
    private int aliases;
    private boolean stream;
    private boolean sending = true;
    private long answerBy = NEVER;
    private long pausedUntil = NEVER;
    private long goodFor = Integer.MAX_VALUE;
    private String trouble = "";
    private Optional<Answer> result = Optional.empty();

    /// @param patience what the line below asks for at a moment
    Inquiry(
            DnsName name,
            RecordType type,
            Supplier<Patience> patience,
            List<IpAddress> servers,
            RandomGenerator chance,
            long now) {
        this.name = name;
        this.type = type;
        this.patience = patience;
        this.servers = servers;
        this.chance = chance;
        this.endBy = now + LONGEST.toNanos();
        this.question = ask();
    }

    private Question ask() {
        port = chance.nextInt(FIRST_PORT, 0x10000);
        return new Question(chance.nextInt(0x10000), name, type);
    }

    RecordType type() {
        return type;
    }

    /// [Answer.Addresses] or [Answer.Nothing], at last.
    Optional<Answer> result() {
        return result;
    }

    /// Why no server could say anything, if that was it.
    String trouble() {
        return trouble;
    }

    Optional<Query> transmit(long now) {
        if (!sending || result.isPresent()) {
            return Optional.empty();
        }
        sending = false;
        answerBy = now + longest().toNanos();
        return Optional.of(new Query(server(), port, stream, question.encoded()));
    }

    private IpAddress server() {
        return servers.get(attempt % servers.size());
    }

    private boolean awaits(IpAddress source, int destinationPort) {
        return result.isEmpty()
                && answerBy != NEVER
                && destinationPort == port
                && source.equals(server());
    }

    /// Whether an answer may still come to that port.
    boolean isAt(int localPort) {
        return result.isEmpty() && localPort == port;
    }

    void arrived(IpAddress source, int destinationPort, byte[] message, long now) {
        if (!awaits(source, destinationPort)) {
            return;
        }
        switch (AnswerReader.read(message, question)) {
            case Answer.Addresses(List<IpAddress> addresses, long seconds) ->
                    end(new Answer.Addresses(addresses, Math.min(goodFor, seconds)));
            case Answer.Nothing nothing -> end(nothing);
            case Answer.Alias(DnsName target, long seconds) -> follow(target, seconds);
            case Answer.Truncated() -> truncated(now);
            case Answer.Useless(String why) -> unknowing(why, now);
            case Answer.Foreign() -> {}
        }
    }

    /// A router or the server's host says that nobody answers there, or a connection for an answer
    /// by TCP failed.
    void failed(IpAddress server, int localPort, String why, long now) {
        if (awaits(server, localPort)) {
            unknowing(why, now);
        }
    }

    private void follow(DnsName target, long seconds) {
        aliases++;
        if (aliases > MOST_ALIASES) {
            end(new Answer.Nothing("more than " + MOST_ALIASES + " aliases lead nowhere"));
            return;
        }
        goodFor = Math.min(goodFor, seconds);
        name = target;
        attempt = 0;
        stream = false;
        again();
    }

    private void truncated(long now) {
        if (stream) {
            unknowing("cut an answer short that had all the room", now);
            return;
        }
        stream = true;
        again();
    }

    /// It answered, and was of no use. Behind a whole round the same servers are given a moment.
    private void unknowing(String why, long now) {
        useless(why, ROUNDS * servers.size());
        if (sending && attempt % servers.size() == 0) {
            sending = false;
            Duration pause = attempt == servers.size() ? PAUSE : LONGER_PAUSE;
            pausedUntil = now + pause.toNanos();
        }
    }

    /// @param most questions, at least
    private void useless(String why, int most) {
        trouble = server().text() + " " + why;
        attempt++;
        stream = false;
        if (attempt < Math.max(patience.get().attempts(), most)) {
            again();
        } else {
            end(new Answer.Nothing("no server could say"));
        }
    }

    private void again() {
        question = ask();
        sending = true;
        answerBy = NEVER;
    }

    private void end(Answer answer) {
        result = Optional.of(answer);
    }

    long nextDue() {
        return result.isPresent() ? NEVER : Math.min(endBy, Math.min(answerBy, pausedUntil));
    }

    void due(long now) {
        if (result.isPresent()) {
            return;
        }
        if (now >= endBy) {
            trouble = trouble.isEmpty() ? "nobody was asked, the link is busy" : trouble;
            end(new Answer.Nothing("no server could say"));
        } else if (now >= pausedUntil) {
            pausedUntil = NEVER;
            sending = true;
        } else if (now >= answerBy) {
            useless("did not answer within " + longest().toSeconds() + " s", servers.size());
        }
    }

    private Duration longest() {
        if (stream) {
            return STREAM_WAIT;
        }
        return attempt >= servers.size() ? patience.get().later() : patience.get().first();
    }
}
