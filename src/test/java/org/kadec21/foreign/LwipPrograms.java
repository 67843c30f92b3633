package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Both ends of a call made of lwIP, whose PPP, TCP and DNS nobody here wrote: Debian's source of
/// it (which `.ci/run` puts in place) with `lwip/dialler.c` and `lwip/answerer.c` around it. They
/// are compiled once, for all test classes, into `target/lwip`.
///
/// @param folder where they lie
record LwipPrograms(Path folder) {

    private static final Path LWIP = Path.of("/usr/src/kadec21-lwip");
    private static final List<String> PARTS =
            List.of("src/core", "src/core/ipv4", "src/netif/ppp", "src/netif/ppp/polarssl");
    private static final List<String> OWN =
            List.of("arch/cc.h", "lwipopts.h", "dialler.c", "answerer.c");
    private static final String LAST = "answerer";

    static LwipPrograms built() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target", "lwip").toAbsolutePath());
        Path lock = folder.resolve("lock");
        try (FileChannel file =
                        FileChannel.open(
                                lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = file.lock()) {
            LwipPrograms programs = new LwipPrograms(folder);
            if (!programs.areFresh()) {
                programs.build();
            }
            return programs;
        }
    }

    /// Dials a modem; see `lwip/dialler.c`.
    Path dialler() {
        return folder.resolve("dialler");
    }

    /// Answers a call; see `lwip/answerer.c`.
    Path answerer() {
        return folder.resolve(LAST);
    }

    private boolean areFresh() throws IOException {
        for (String source : OWN) {
            Path copy = folder.resolve(source);
            if (!Files.exists(copy) || !Arrays.equals(Files.readAllBytes(copy), read(source))) {
                return false;
            }
        }
        return Files.exists(answerer());
    }

    private void build() throws IOException, InterruptedException {
        Files.deleteIfExists(answerer());
        for (String source : OWN) {
            Files.createDirectories(folder.resolve(source).getParent());
            Files.write(folder.resolve(source), read(source));
        }
        List<String> library = new ArrayList<>(List.of("-w", "-c"));
        for (String part : PARTS) {
            try (Stream<Path> files = Files.list(LWIP.resolve(part))) {
                files.map(Path::toString)
                        .filter(file -> file.endsWith(".c"))
                        .sorted()
                        .forEach(library::add);
            }
        }
        gcc(library);
        for (String program : List.of("dialler", LAST)) {
            List<String> linked = new ArrayList<>(List.of("-o", program, program + ".c"));
            try (Stream<Path> files = Files.list(folder)) {
                files.map(Path::toString)
                        .filter(file -> file.endsWith(".o"))
                        .sorted()
                        .forEach(linked::add);
            }
            gcc(linked);
        }
    }

    private void gcc(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("gcc", "-I."));
        command.add("-I" + LWIP.resolve("src/include"));
        command.addAll(arguments);
        Process compiler =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(compiler.waitFor()).as(said).isZero();
    }

    private static byte[] read(String source) throws IOException {
        try (var in = LwipPrograms.class.getResourceAsStream("lwip/" + source)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
