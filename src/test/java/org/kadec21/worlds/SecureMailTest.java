package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.mailbox.ReceivedMail;
import org.kadec21.simulation.provider.behaviour.BehaviourPlan;
import org.kadec21.simulation.provider.behaviour.Repertoire;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A unit whose alarms are signed and encrypted, and its readers with the keys of
/// config/units/secure.
class SecureMailTest {

    private static final Path KEYS = Units.HOME.resolve("config/units/secure");
    private static final String WATCH = "watch@provider.test";
    private static final String CONTROL = "control@provider.test";
    private static final String DUPLICATE = "X-Kadec21-Possible-Duplicate";
    private static final Station STATION =
            Station.gusty(Instant.parse("2013-05-01T00:00:00Z"), Duration.ofMinutes(30), 12);

    @TempDir private Path folder;

    @Test
    void sealedAlarmsArriveAndRecordedDataGoesAsItIs() throws Exception {
        try (Lab lab = lab(encrypting(), BehaviourPlan.regular())) {
            assertThat(lab.unit.settle(Duration.ofDays(3))).isTrue();

            lab.requireAllDelivered();
            List<ReceivedMail> mails = lab.inspect().mailboxes().get(WATCH);
            assertThat(mails)
                    .allMatch(mail -> isEncrypted(mail) != kind(mail).equals("monitoring"));
            assertThat(lab.troubles).isEmpty();
        }
    }

    @Test
    void theSameBytesGoAgainAndTheMarkStandsOutsideOfThem() throws Exception {
        BehaviourPlan losesOneReply =
                BehaviourPlan.script(List.of(new Repertoire().find("lost-250-eof").orElseThrow()));
        try (Lab lab = lab(encrypting(), losesOneReply)) {
            assertThat(lab.unit.settle(Duration.ofDays(3))).isTrue();

            Verdict verdict = lab.requireAllDelivered();
            assertThat(verdict.duplicates()).isPositive();
            List<ReceivedMail> twice =
                    lab.inspect().mailboxes().values().stream()
                            .filter(box -> box.stream().anyMatch(SecureMailTest::isMarked))
                            .findFirst()
                            .orElseThrow();
            ReceivedMail again =
                    twice.stream().filter(SecureMailTest::isMarked).findFirst().orElseThrow();
            ReceivedMail first =
                    twice.stream()
                            .filter(mail -> mail.messageId().equals(again.messageId()))
                            .filter(mail -> !isMarked(mail))
                            .findFirst()
                            .orElseThrow();
            assertThat(fromMessageId(again)).isEqualTo(fromMessageId(first));
        }
    }

    @Test
    void anExpiredCertificateWithholdsNothingAndIsTold() throws Exception {
        Station late =
                Station.gusty(Instant.parse("2051-05-01T00:00:00Z"), Duration.ofMinutes(30), 12);
        WorldSetup setup = WorldSetup.standard(7, late.start(), encrypting());
        try (Lab lab = new Lab(setup, late)) {
            assertThat(lab.unit.settle(Duration.ofDays(3))).isTrue();

            lab.requireAllDelivered();
            assertThat(lab.inspect().mailboxes().get(CONTROL))
                    .allMatch(SecureMailTest::isEncrypted);
            assertThat(lab.troubles)
                    .anyMatch(line ->
                            line.startsWith(
                                    "the certificate of watch@provider.test is valid from"
                                            + " 2000-01-01T00:00:00Z to 2050-01-01T00:00:00Z"));
        }
    }

    @Test
    @Tag("foreign")
    void opensslDecryptsAndVerifiesAlarmsInBothEncodings() throws Exception {
        try (Lab lab = lab(encrypting(), BehaviourPlan.regular())) {
            assertThat(lab.unit.settle(Duration.ofDays(3))).isTrue();

            String utf8 = readByOpenssl(lab, WATCH, "watch", StandardCharsets.UTF_8);
            String jis = readByOpenssl(lab, CONTROL, "control", Charset.forName("ISO-2022-JP"));
            assertThat(utf8).contains("charset=utf-8");
            assertThat(jis).contains("charset=iso-2022-jp").contains("風速");
        }
    }

    @Test
    @Tag("foreign")
    void opensslVerifiesSignedAlarmsAndSignedData() throws Exception {
        UnitConfig signing =
                Units.secure(
                        Units.with(
                                "mails: [alarms]\n  encrypt: true",
                                "mails: [alarms, monitoring]\n  encrypt: false"));
        try (Lab lab = lab(signing, BehaviourPlan.regular())) {
            assertThat(lab.unit.settle(Duration.ofDays(3))).isTrue();

            lab.requireAllDelivered();
            List<ReceivedMail> mails = lab.inspect().mailboxes().get(WATCH);
            assertThat(mails).extracting(SecureMailTest::kind).contains("alarm", "monitoring");
            for (ReceivedMail mail : mails) {
                Path file = Files.write(folder.resolve("signed.eml"), mail.raw());
                assertThat(verify("smime", file)).contains("Content-Type");
                assertThat(verify("cms", file)).contains("Content-Type");
            }
        }
    }

    private String readByOpenssl(Lab lab, String address, String reader, Charset charset)
            throws Exception {
        ReceivedMail alarm = lab.inspect().mailboxes().get(address).getFirst();
        Path sealed = Files.write(folder.resolve("sealed.eml"), alarm.raw());
        Path inside = folder.resolve("inside.eml");
        openssl(
                "cms",
                "-decrypt",
                "-in",
                sealed.toString(),
                "-inkey",
                KEYS.resolve(reader + "-key.pem").toString(),
                "-out",
                inside.toString());
        verify("cms", inside);
        return Files.readString(folder.resolve("content.txt"), charset);
    }

    private String verify(String command, Path signed) throws Exception {
        Path content = folder.resolve("content.txt");
        openssl(
                command,
                "-verify",
                "-in",
                signed.toString(),
                "-CAfile",
                KEYS.resolve("authority.pem").toString(),
                "-out",
                content.toString());
        return Files.readString(content, StandardCharsets.ISO_8859_1);
    }

    private void openssl(String... arguments) throws IOException, InterruptedException {
        Path said = folder.resolve("openssl.txt");
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        int exit =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start()
                        .waitFor();
        assertThat(exit).as("%s: %s", command, Files.readString(said)).isZero();
    }

    private static String fromMessageId(ReceivedMail mail) {
        String text = new String(mail.raw(), StandardCharsets.ISO_8859_1);
        return text.substring(text.indexOf("Message-ID:"));
    }

    private static boolean isMarked(ReceivedMail mail) {
        return mail.header(DUPLICATE).isPresent();
    }

    private static boolean isEncrypted(ReceivedMail mail) {
        return mail.header("Content-Type").orElse("").startsWith("application/pkcs7-mime");
    }

    private static String kind(ReceivedMail mail) {
        return mail.header("X-Kadec21-Kind").orElse("");
    }

    private static UnitConfig encrypting() {
        return Units.secure(yaml -> yaml);
    }

    private static Lab lab(UnitConfig unit, BehaviourPlan behaviour) throws Exception {
        return new Lab(
                WorldSetup.standard(7, STATION.start(), unit).withBehaviour(behaviour), STATION);
    }
}
