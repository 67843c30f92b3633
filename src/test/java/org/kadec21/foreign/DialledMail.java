package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.kadec21.live.Kadec21;
import org.kadec21.live.LabProvider;
import org.kadec21.live.Program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A mail of 52 kB that `./kadec21 submit --bearer ppp` takes through a network whose PPP and TCP
/// are a foreign program's, and what crossed the link.
///
/// @param folder for its files, the capture among them
record DialledMail(Path folder, LabProvider provider) {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String CAPTURE = "link.pcap";

    /// Begins to submit it.
    ///
    /// @param host the network's address of this machine
    /// @param password for the packet network, whose user is `au`
    Program submit(String port, String host, String password) throws IOException {
        Path mail = folder.resolve("mail.eml");
        Files.writeString(
                mail,
                "From: lab@provider.test\nTo: lab@provider.test\nSubject: by PPP\n\n"
                        + "A line of a mail that takes more than one segment.\n".repeat(1000));
        Path secret = Files.writeString(folder.resolve("secret"), "secret\n");
        Path standard = Kadec21.home().resolve("config/units/n2-dual-band.yaml");
        Path unit = folder.resolve("unit.yaml");
        Files.writeString(
                unit,
                Files.readString(standard)
                        .replaceFirst(
                                "(?m)^  password: au.*$", "  password: \"" + password + "\""));
        return Kadec21.start(
                folder,
                "submit",
                mail.toString(),
                "--server",
                host + ":" + provider.port("submission"),
                "--pin",
                keyOfTheProvider(),
                "--user",
                "lab",
                "--password-file",
                secret.toString(),
                "--serial",
                port,
                "--unit",
                unit.toString(),
                "--bearer",
                "ppp",
                "--capture",
                folder.resolve(CAPTURE).toString());
    }

    /// A line for each frame that crossed the link.
    String frames() {
        return judged("frame");
    }

    /// The frames in which tshark finds a fault, and those with the compressed headers of RFC 1144,
    /// which we have to refuse.
    String faults() {
        return judged(
                "_ws.malformed || _ws.expert.severity == 8388608"
                        + " || ppp.protocol == 0x2d || ppp.protocol == 0x2f");
    }

    private String judged(String filter) {
        try (Program tshark =
                Program.start(folder, Map.of(), "tshark", "-r", CAPTURE, "-Y", filter)) {
            assertThat(tshark.awaitExit(LIMIT)).as(tshark.story()).isZero();
            return String.join("\n", tshark.out());
        }
    }

    /// The network gives this machine an address and no name, so that the server is known by its
    /// key.
    private String keyOfTheProvider() {
        try (Program openssl =
                Program.start(
                        folder,
                        Map.of(),
                        "sh",
                        "-c",
                        "openssl s_client -connect 127.0.0.1:%d -starttls smtp </dev/null 2>/dev/null"
                                        .formatted(provider.port("submission"))
                                + " | openssl x509 -pubkey -noout | openssl pkey -pubin -outform"
                                + " der | sha256sum | cut -d' ' -f1")) {
            openssl.awaitExit(LIMIT);
            return openssl.out().getFirst();
        }
    }
}
