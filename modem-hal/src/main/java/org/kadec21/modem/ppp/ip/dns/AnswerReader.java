package org.kadec21.modem.ppp.ip.dns;

import org.kadec21.modem.ppp.ip.dns.DnsReader.Malformed;
import org.kadec21.modem.ppp.ip.packet.IpAddress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads an answer with its question in hand (RFC 5452 9.1). Of the records only the answer section
/// counts, and there only the chain of aliases from the name asked for to its addresses.
final class AnswerReader {

    private static final int RESPONSE = 0x8000;
    private static final int OPCODE = 0x7800;
    private static final int TRUNCATED = 0x0200;
    private static final int CODE = 0x000f;
    private static final int NO_ERROR = 0;
    private static final int NO_SUCH_NAME = 3;
    private static final int ALIAS = 5;

    /// Of records looked at.
    private static final int MOST_RECORDS = 64;

    /// Of addresses kept; nobody tries more.
    static final int MOST_ADDRESSES = 8;

    private record Found(String name, Optional<IpAddress> address, String alias, long seconds) {}

    private AnswerReader() {}

    static Answer read(byte[] message, Question question) {
        DnsReader reader = new DnsReader(message);
        int flags;
        int records;
        try {
            int id = reader.number16();
            flags = reader.number16();
            int questions = reader.number16();
            records = reader.number16();
            reader.moveTo(Question.HEADER);
            boolean asked =
                    id == question.id()
                            && (flags & RESPONSE) != 0
                            && (flags & OPCODE) == 0
                            && questions == 1
                            && reader.name().equals(question.name().text())
                            && reader.number16() == question.type().code()
                            && reader.number16() == Question.INTERNET;
            if (!asked) {
                return new Answer.Foreign();
            }
        } catch (Malformed _) {
            return new Answer.Foreign();
        }
        int code = flags & CODE;
        if ((flags & TRUNCATED) != 0) {
            return new Answer.Truncated();
        }
        if (code != NO_ERROR && code != NO_SUCH_NAME) {
            return new Answer.Useless("answered " + words(code));
        }
        try {
            return follow(found(reader, Math.min(records, MOST_RECORDS), question), question, code);
        } catch (Malformed e) {
            return new Answer.Useless("sent " + e.getMessage());
        }
    }

    /// RFC 1035 4.1.1, by the names that tools print.
    private static String words(int code) {
        return switch (code) {
            case 1 -> "FORMERR (it does not understand the question)";
            case 2 -> "SERVFAIL (it has no answer now)";
            case 4 -> "NOTIMP (it does not answer such questions)";
            case 5 -> "REFUSED (it will not answer)";
            default -> "with code " + code;
        };
    }

    private static List<Found> found(DnsReader reader, int records, Question question)
            throws Malformed {
        List<Found> found = new ArrayList<>();
        for (int index = 0; index < records; index++) {
            String name = reader.name();
            int type = reader.number16();
            int kind = reader.number16();
            long seconds = reader.seconds();
            int length = reader.number16();
            int end = reader.position() + length;
            if (kind == Question.INTERNET && type == ALIAS) {
                found.add(new Found(name, Optional.empty(), reader.name(), seconds));
            } else if (kind == Question.INTERNET
                    && type == question.type().code()
                    && length == question.type().bytes()) {
                found.add(new Found(name, IpAddress.of(reader.bytes(length)), "", seconds));
            }
            reader.moveTo(end);
        }
        return found;
    }

    /// From the name asked for along its aliases; each is passed once, so that a loop ends.
    private static Answer follow(List<Found> found, Question question, int code) {
        Map<String, Found> aliases = new LinkedHashMap<>();
        for (Found record : found) {
            if (record.address().isEmpty()) {
                aliases.putIfAbsent(record.name(), record);
            }
        }
        String name = question.name().text();
        long seconds = Integer.MAX_VALUE;
        Set<String> passed = new LinkedHashSet<>();
        while (aliases.containsKey(name)) {
            if (!passed.add(name)) {
                return new Answer.Useless("sent aliases that lead in a circle");
            }
            Found alias = aliases.get(name);
            seconds = Math.min(seconds, alias.seconds());
            name = alias.alias();
        }
        List<IpAddress> addresses = new ArrayList<>();
        for (Found record : found) {
            if (record.name().equals(name) && addresses.size() < MOST_ADDRESSES) {
                record.address().ifPresent(addresses::add);
                seconds = Math.min(seconds, record.seconds());
            }
        }
        if (!addresses.isEmpty()) {
            return new Answer.Addresses(List.copyOf(addresses), seconds);
        }
        if (passed.isEmpty() || code == NO_SUCH_NAME) {
            return new Answer.Nothing(
                    code == NO_SUCH_NAME
                            ? "there is no such name"
                            : "it has no " + question.type() + " record");
        }
        long goodFor = seconds;
        return DnsName.parse(name)
                .<Answer>map(target -> new Answer.Alias(target, goodFor))
                .orElseGet(() -> new Answer.Useless("sent an alias that is no host's name"));
    }
}
