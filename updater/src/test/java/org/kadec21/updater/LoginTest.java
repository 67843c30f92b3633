package org.kadec21.updater;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.updater.port.Line;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A unit that does not let the updater in: whose fault it is stands in the exit code and in the
/// sentence, and no progress is shown before.
class LoginTest {

    private static final String WRONG = "error 78 this is not the password";
    private static final String LATER =
            "error 75 too many wrong passwords; the next one is looked at in 7 s";

    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path image;
    private Path keys;
    private Path password;

    @BeforeEach
    void filesOfAFieldEngineer() throws IOException {
        image = Files.write(folder.resolve("unit.jar"), Golden.bytes(Golden.DUAL_BAND));
        keys = Files.writeString(folder.resolve("keys.pem"), Golden.keyList());
        password = Files.writeString(folder.resolve("password.txt"), "wrong\n");
    }

    @ParameterizedTest
    @CsvSource({"78, " + WRONG, "75, " + LATER, "69, error 70 a bug of the unit"})
    void aLoginThatIsRefusedIsNoBrokenFlash(int code, String answer) {
        assertThat(install(answer, "--password-file", password.toString())).isEqualTo(code);

        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        "kadec21-updater: expected the unit to take the password of"
                                + " --password-file, but it says: "
                                + answer.substring("error NN ".length())
                                + "\n");
    }

    @Test
    void withoutAPasswordTheOptionIsNamed() {
        assertThat(install(WRONG)).isEqualTo(ExitCode.CONFIGURATION);

        assertThat(err.toString())
                .startsWith("kadec21-updater: expected a password for the unit's service port");
    }

    @Test
    void programsHearTheSame() {
        assertThat(install(LATER, "--json", "--password-file", password.toString()))
                .isEqualTo(ExitCode.IN_USE);

        assertThat(out.toString())
                .startsWith("{\"format\":1,\"outcome\":\"failed\",\"exit_code\":75,")
                .contains("the next one is looked at in 7 s");
        assertThat(err.toString()).isEmpty();
    }

    private int install(String answer, String... more) {
        Clock clock = Clock.fixed(Instant.parse("2029-01-01T00:00:00Z"), ZoneOffset.UTC);
        Computer computer = new Computer(clock, (name, speed) -> new ClosedConsole(answer), true);
        List<String> words = new ArrayList<>();
        words.addAll(List.of("install", image.toString(), "--keys", keys.toString()));
        words.addAll(List.of("--port", "COM1"));
        Stream.of(more).forEach(words::add);
        return Main.run(
                computer,
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                words.toArray(new String[0]));
    }

    /// A console that greets at each line, and gives one answer to `login`.
    private static final class ClosedConsole implements Line {

        private final String answer;
        private final StringBuilder typed = new StringBuilder();
        private byte[] pending = new byte[0];
        private int read;
        private long nanos;

        ClosedConsole(String answer) {
            this.answer = answer;
        }

        @Override
        public int read(byte[] buffer, Duration limit) {
            if (read == pending.length) {
                nanos += limit.toNanos();
                return 0;
            }
            buffer[0] = pending[read++];
            return 1;
        }

        @Override
        public void write(byte[] bytes) {
            typed.append(new String(bytes, StandardCharsets.US_ASCII));
            boolean login = typed.indexOf("login ") >= 0;
            say(login ? answer : "ready kadec21-service/1 n2-0001 login");
        }

        private void say(String text) {
            pending = (text + "\r\n").getBytes(StandardCharsets.US_ASCII);
            read = 0;
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
