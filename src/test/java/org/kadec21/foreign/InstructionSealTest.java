package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.bench.instruct.InstructionMail;
import org.kadec21.bench.instruct.InstructionMail.Closing;
import org.kadec21.firmware.config.Instructions;
import org.kadec21.firmware.instruction.Examination;
import org.kadec21.firmware.instruction.Finding;
import org.kadec21.firmware.instruction.Instruction;
import org.kadec21.firmware.settings.Change;
import org.kadec21.firmware.settings.SettingPath;
import org.kadec21.hal.Secret;
import org.kadec21.hal.host.HostRandomness;
import org.kadec21.mailbox.MailboxReader.Account;
import org.kadec21.submission.SigningIdentity;
import org.kadec21.submission.SubmissionPolicy.Tls;
import org.kadec21.submission.TrustAnchors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Instructions and OpenSSL: each opens what the other has closed.
@Tag("foreign")
class InstructionSealTest {

    private static final Path KEYS =
            Path.of(System.getProperty("kadec21.home")).resolve("config/units/secure");
    private static final Instant NOW = Instant.parse("2029-06-01T00:00:00Z");
    private static final Instruction INSTRUCTION =
            new Instruction(
                    List.of("n2-0001"),
                    7,
                    Instant.parse("2030-01-01T00:00:00Z"),
                    List.of(new Change.Put(new SettingPath("servers.1.host"), "mail.example.net")));

    @TempDir private Path folder;

    @Test
    void opensslVerifiesWhatIsSignedDetachedAndOpaque() throws Exception {
        for (Closing closing : List.of(new Closing.Detached(), new Closing.Opaque())) {
            Path mail = Files.write(folder.resolve("mail.eml"), mail(closing));

            assertThat(verified(mail)).contains("servers.1.host");
        }
    }

    @Test
    void opensslOpensAndVerifiesWhatIsEncrypted() throws Exception {
        Path mail =
                Files.write(
                        folder.resolve("mail.eml"),
                        mail(new Closing.Encrypted(certificates("watch"))));
        Path inside = folder.resolve("inside.eml");
        openssl(
                "-decrypt",
                "-in",
                mail.toString(),
                "-inkey",
                key("watch"),
                "-out",
                inside.toString());

        assertThat(verified(inside)).contains("servers.1.host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"detached", "opaque", "encrypted"})
    void aUnitTakesWhatOpensslHasClosed(String closing) throws Exception {
        Path text =
                Files.writeString(
                        folder.resolve("text.txt"),
                        """
                        schema: kadec21/instruction/1
                        units: [n2-0001]
                        sequence: 7
                        expires: 2030-01-01T00:00:00Z
                        changes:
                          - {set: servers.1.host, to: mail.example.net}
                        """);
        Path signed = folder.resolve("signed.eml");
        List<String> sign =
                new ArrayList<>(
                        List.of(
                                "-sign",
                                "-text",
                                "-md",
                                "sha256",
                                "-in",
                                text.toString(),
                                "-signer",
                                KEYS.resolve("control.pem").toString(),
                                "-inkey",
                                key("control"),
                                "-out",
                                signed.toString()));
        if (closing.equals("opaque")) {
            sign.add("-nodetach");
        }
        openssl(sign.toArray(String[]::new));
        Path mail = closing.equals("encrypted") ? encrypted(signed) : signed;

        Finding finding = new Examination("n2-0001", rules()).of(Files.readAllBytes(mail), 6, NOW);
        assertThat(finding).isEqualTo(new Finding.Good(INSTRUCTION));
    }

    private Path encrypted(Path signed) throws Exception {
        Path mail = folder.resolve("encrypted.eml");
        openssl(
                "-encrypt",
                "-aes256",
                "-in",
                signed.toString(),
                "-out",
                mail.toString(),
                KEYS.resolve("watch.pem").toString());
        return mail;
    }

    private String verified(Path mail) throws Exception {
        Path content = folder.resolve("content.txt");
        openssl(
                "-verify",
                "-in",
                mail.toString(),
                "-CAfile",
                KEYS.resolve("authority.pem").toString(),
                "-out",
                content.toString());
        return Files.readString(content, StandardCharsets.ISO_8859_1);
    }

    private void openssl(String... arguments) throws IOException, InterruptedException {
        Path said = folder.resolve("openssl.txt");
        List<String> command = new ArrayList<>(List.of("openssl", "cms"));
        command.addAll(List.of(arguments));
        int exit =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start()
                        .waitFor();
        assertThat(exit).as("%s: %s", command, Files.readString(said)).isZero();
    }

    private static byte[] mail(Closing closing) throws Exception {
        return new InstructionMail(
                        SigningIdentity.fromPem(
                                Files.readAllBytes(Path.of(key("control"))),
                                certificates("control")),
                        new HostRandomness(),
                        Instant.parse("2029-05-01T00:00:00Z"),
                        "operator@example.net",
                        "unit@example.net")
                .of(INSTRUCTION, closing);
    }

    private static Instructions rules() throws Exception {
        return new Instructions(
                new Account("mail.example.net", 110, "box", Secret.of("x")),
                new Tls(Tls.Mode.REQUIRED, List.of()),
                certificates("control"),
                Optional.of(
                        SigningIdentity.fromPem(
                                Files.readAllBytes(Path.of(key("watch"))), certificates("watch"))),
                Duration.ofDays(1),
                Duration.ofMinutes(1),
                0);
    }

    private static String key(String name) {
        return KEYS.resolve(name + "-key.pem").toString();
    }

    private static List<X509Certificate> certificates(String name) throws IOException {
        return TrustAnchors.in(Files.readAllBytes(KEYS.resolve(name + ".pem"))).orElseThrow();
    }
}
