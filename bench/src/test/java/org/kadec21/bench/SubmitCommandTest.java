package org.kadec21.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.firmware.ExitCode;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What `submit` says before it calls a server. Nobody listens on its port: what it does not refuse
/// itself is deferred.
class SubmitCommandTest {

    @TempDir private Path folder;

    private Path mail = Path.of("");
    private Path secret = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        mail =
                Files.writeString(
                        folder.resolve("good.eml"), "From: u@x.test\nTo: a@x.test\n\ntext\n");
        secret = Files.writeString(folder.resolve("secret"), "abc\n");
    }

    @ParameterizedTest
    @CsvSource({"'',''", "--to,b@x.test"})
    void anEmptyMailHasAnObjectOfItsOwnAndTheOthersGo(String to, String address)
            throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.eml"));

        Result result =
                to.isEmpty()
                        ? submit("--json", empty.toString())
                        : submit("--json", empty.toString(), to, address);

        assertThat(result.out().lines()).hasSize(2);
        assertThat(result.out())
                .contains(
                        "\"mail\":\"" + mail + "\",\"outcome\":\"deferred\",\"scope\":\"host\"",
                        "\"mail\":\"" + empty + "\",\"outcome\":\"rejected\"",
                        "\"reply\":\"not sent: expected a mail, but the file is empty\"",
                        to.isEmpty() ? "\"recipients\":[]" : "\"address\":\"" + address + "\"");
        assertThat(result.code()).isEqualTo(ExitCode.BAD_DATA);
    }

    @Test
    void anEmptyMailWithoutAddresseeIsSaidInWords() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.eml"));

        assertThat(submit(empty.toString()).out())
                .contains(
                        "empty.eml: rejected: not sent: expected a mail, but the file is empty (");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Cc: Lee, Ann <b@x.test>     | Lee, Ann <b@x.test>': expected an address with an @
                    To: b@x.test c@x.test       | expected a comma behind b@x.test
                    Bcc: <@r.test:b@x.test>     | a source route
                    Sender: ann                 | 'ann' without one
                    """)
    void aHeaderThatIsNotUnderstoodIsUsageAndNobodyGetsAnything(String field, String problem)
            throws IOException {
        Path odd =
                Files.writeString(
                        folder.resolve("odd.eml"),
                        field + "\nFrom: u@x.test\nTo: a@x.test\n\ntext\n");

        Result result = submit(odd.toString());

        assertThat(result.err())
                .startsWith("kadec21: " + odd + ": '")
                .contains(problem, "; or name");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "--to,büd@x.test,--to: expected an address in ASCII",
        "--to,a b@x.test,--to: expected one word before the @",
        "--from,büd@x.test,--from: expected an address in ASCII",
        "--from,u,--from: expected a mail address",
        "--auth,GSSAPI,--auth: expected some of [SCRAM-SHA-256"
    })
    void anOptionThatNoServerCouldUseIsUsage(String option, String value, String complaint) {
        Result result = submit(option, value, "--user", "u", "--password-file", secret.toString());

        assertThat(result.err()).startsWith("kadec21: " + complaint);
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "--password-file,''",
        "--password-file,PLAIN;XOAUTH2",
        "--password-file,xoauth2",
        "--token-file,''",
        "--token-file,OAUTHBEARER"
    })
    void passwordAndTokenGoWithAnyListThatHasAUseForThem(String option, String list) {
        Result result =
                list.isEmpty()
                        ? submit("--user", "u", option, secret.toString())
                        : submit(
                                "--user",
                                "u",
                                option,
                                secret.toString(),
                                "--auth",
                                list.replace(';', ','));

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.DEFERRED);
    }

    @Test
    void aTokenAloneIsOfNoUseToAMechanismThatTakesAPassword() {
        Result result = submit("--user", "u", "--token-file", secret.toString(), "--auth", "PLAIN");

        assertThat(result.err()).contains("--auth: expected OAUTHBEARER or XOAUTH2");
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    }

    private Result submit(String... more) {
        List<String> words = new ArrayList<>(List.of("submit", mail.toString()));
        words.addAll(List.of("--server", "127.0.0.1:1", "--tls", "off", "--timeout", "5s"));
        words.addAll(List.of(more));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line =
                Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
        int code = line.execute(words.toArray(String[]::new));
        return new Result(code, out.toString(), err.toString());
    }

    private record Result(int code, String out, String err) {}
}
