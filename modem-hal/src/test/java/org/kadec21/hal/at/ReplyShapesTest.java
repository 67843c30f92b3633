package org.kadec21.hal.at;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Every reply of `replies.dialogue`, fed whole, byte by byte and split at every offset, without a
/// URC and with one at every place where it may come.
class ReplyShapesTest {

    private static final String URC = "\\r\\n+QIURC: \"recv\",3\\r\\n";

    @ParameterizedTest
    @MethodSource("cases")
    void isReadTheSameHoweverItComes(Case dialogue) {
        for (List<byte[]> chunks :
                TokenizerTest.groupings(Escapes.bytes(dialogue.bytes().replace("|", "")))) {
            ProtocolRig rig = play(dialogue, chunks);

            assertThat(rig.outcome()).isEqualTo(dialogue.outcome());
            assertThat(rig.urcs).isEmpty();
            assertThat(rig.protocol.unknownLines()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void letsAUrcThroughOnceWhereverItComes(Case dialogue) {
        for (String interrupted : dialogue.withUrc()) {
            for (List<byte[]> chunks : TokenizerTest.groupings(Escapes.bytes(interrupted))) {
                ProtocolRig rig = play(dialogue, chunks);

                assertThat(rig.outcome()).isEqualTo(dialogue.outcome());
                assertThat(rig.urcs).extracting(Urc::line).containsExactly("+QIURC: \"recv\",3");
            }
        }
    }

    private static ProtocolRig play(Case dialogue, List<byte[]> chunks) {
        ProtocolRig rig = ProtocolRig.inStep();
        rig.start(dialogue.command(), Duration.ofSeconds(5));
        chunks.forEach(rig::hear);
        return rig;
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        List<String> block = new ArrayList<>();
        for (String line : resource("replies.dialogue").lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                block.add(line.substring(2));
            }
            if (block.size() == 4) {
                cases.add(new Case(block.get(0), block.get(1), block.get(2), block.get(3)));
                block.clear();
            }
        }
        return cases.stream();
    }

    static String resource(String name) {
        try (var stream = ReplyShapesTest.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One case of the file.
    record Case(String text, String declaration, String bytes, String outcome) {

        Command command() {
            String[] words = declaration.split(" ", -1);
            Command command = Command.of(text);
            return switch (words[0]) {
                case "none" -> command;
                case "bare" -> command.answeredBy(new Answer.Bare(4));
                case "dials" -> command.dialling();
                case "prefixed" -> command.answeredBy(new Answer.Prefixed(words[1], 1, _ -> true));
                case "announced" ->
                        command.answeredBy(
                                new Answer.Announced(words[1], Integer.parseInt(words[2])));
                case "sends" ->
                        command.sending(words[1].getBytes(StandardCharsets.ISO_8859_1))
                                .endingWith(List.of(end(words)), List.of("SEND FAIL"));
                default -> throw new IllegalArgumentException(declaration);
            };
        }

        /// A dot stands for the blank of a declared end.
        private static String end(String[] words) {
            return words.length > 2 ? words[2].replace('.', ' ') : "SEND OK";
        }

        /// The bytes with a URC at each bar in turn.
        List<String> withUrc() {
            List<String> interrupted = new ArrayList<>();
            for (int bar = bytes.indexOf('|'); bar >= 0; bar = bytes.indexOf('|', bar + 1)) {
                interrupted.add(
                        (bytes.substring(0, bar) + URC + bytes.substring(bar + 1))
                                .replace("|", ""));
            }
            return interrupted;
        }

        @Override
        public String toString() {
            return text + " -> " + outcome;
        }
    }
}
