package org.kadec21.simulation.ip;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One question to a name server (RFC 1035 4.1), and its answers.
///
/// @param id as the host chose it
/// @param recursion whether the host asks for it
/// @param name in lower case, without the dot at the end
/// @param question as it came, for the answer to repeat
record DnsQuery(int id, boolean recursion, String name, int type, byte[] question) {

    private static final int HEAD = 12;
    private static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;
    private static final int TYPE_A = 1;
    private static final int CLASS_IN = 1;
    private static final int RESPONSE = 0x8000;
    private static final int OPERATION = 0x7800;
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int RECURSION_AVAILABLE = 0x0080;
    private static final int NO_SUCH_NAME = 3;

    /// A pointer to the name in the question.
    private static final int SAME_NAME = 0xC000 | HEAD;

    /// Seconds an answer holds; short, as of hosts that move.
    private static final int TIME_TO_LIVE = 300;

    private static final int ANSWER_BYTES = 16;
    private static final int MOST_ANSWERS = 16;

    /// Reads a standard query with one question; empty for anything else.
    static Optional<DnsQuery> parse(byte[] bytes) {
        if (bytes.length < HEAD) {
            return Optional.empty();
        }
        ByteBuffer head = ByteBuffer.wrap(bytes);
        int id = head.getShort() & 0xFFFF;
        int flags = head.getShort() & 0xFFFF;
        int questions = head.getShort();
        if ((flags & (RESPONSE | OPERATION)) != 0 || questions != 1) {
            return Optional.empty();
        }
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        int at = HEAD;
        while (at < bytes.length && bytes[at] != 0) {
            int length = bytes[at] & 0xFF;
            boolean whole = length <= MAX_LABEL && at + length < bytes.length;
            if (!whole || name.size() + length > MAX_NAME) {
                return Optional.empty();
            }
            name.write(bytes, at + 1, length);
            name.write('.');
            at += 1 + length;
        }
        int end = at + 1 + 2 * Short.BYTES;
        if (end > bytes.length || head.getShort(at + 3) != CLASS_IN) {
            return Optional.empty();
        }
        String text = name.toString(StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        return Optional.of(
                new DnsQuery(
                        id,
                        (flags & RECURSION_DESIRED) != 0,
                        text.isEmpty() ? text : text.substring(0, text.length() - 1),
                        head.getShort(at + 1) & 0xFFFF,
                        Arrays.copyOfRange(bytes, HEAD, end)));
    }

    /// The answer: the addresses where addresses of IPv4 are asked for, nothing to other types, and
    /// that there is no such name where there is no address.
    byte[] answer(List<Ipv4Address> addresses) {
        List<Ipv4Address> told =
                type == TYPE_A ? addresses.stream().limit(MOST_ANSWERS).toList() : List.of();
        int flags =
                RESPONSE
                        | RECURSION_AVAILABLE
                        | (recursion ? RECURSION_DESIRED : 0)
                        | (addresses.isEmpty() ? NO_SUCH_NAME : 0);
        ByteBuffer answer =
                ByteBuffer.allocate(HEAD + question.length + told.size() * ANSWER_BYTES)
                        .putShort((short) id)
                        .putShort((short) flags)
                        .putShort((short) 1)
                        .putShort((short) told.size())
                        .putInt(0)
                        .put(question);
        for (Ipv4Address address : told) {
            answer.putShort((short) SAME_NAME)
                    .putShort((short) TYPE_A)
                    .putShort((short) CLASS_IN)
                    .putInt(TIME_TO_LIVE)
                    .putShort((short) Integer.BYTES)
                    .putInt(address.bits());
        }
        return answer.array();
    }
}
