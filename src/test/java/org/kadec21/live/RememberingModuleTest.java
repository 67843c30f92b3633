package org.kadec21.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// `module --memory`: what a module remembers without power outlives a killed program.
final class RememberingModuleTest {

    private static final String OK = "\r\nOK\r\n";

    @TempDir private Path folder;

    @Test
    void aKilledProgramForgetsNothing() throws IOException {
        try (Program module = module()) {
            try (Socket port = connect(module)) {
                say(port, "ATE0&W", OK);
                say(port, "AT+CPIN=1111", "\r\nERROR\r\n");
                say(port, "AT$BANDPREF=3", OK);
                say(port, "AT+CPIN=1234", "+CPIN: READY\r\n");
                say(port, "AT+CPWD=\"SC\",\"1234\",\"2468\"", OK);
                say(port, "AT+CLCK=\"SC\",0,\"9999\"", "\r\nERROR\r\n");
                say(port, "AT+CMGF=1;+CMGW=\"0901234567\"", "> ");
                say(port, "gale\u001a", OK);
            }
            module.kill();
        }

        try (Program again = module();
                Socket port = connect(again)) {
            assertThat(say(port, "AT+CPINR=\"SIM PIN\"", OK)).startsWith("\r\n+CPINR: SIM PIN,2,3");
            say(port, "AT+CPIN=2468", "+CPIN: READY\r\n");
            assertThat(say(port, "AT$BANDPREF?", OK)).contains("$BANDPREF: 3");
            assertThat(say(port, "AT+CMGF=1;+CMGL=\"ALL\"", OK)).contains("gale");
        }
    }

    @Test
    void aDamagedMemoryIsOneLineAndTouchesNothing() throws IOException {
        Path file = folder.resolve("memory.json");
        Files.writeString(file, "{\n \"kadec21_module_memory\" : 1\n");
        try (Program module = module()) {
            assertThat(module.awaitExit(Kadec21.START_LIMIT)).isEqualTo(78);
            assertThat(module.err())
                    .singleElement()
                    .asString()
                    .contains("memory.json:", "expected JSON", "move the file away");
        }
        assertThat(file).hasContent("{\n \"kadec21_module_memory\" : 1\n");
    }

    private Program module() {
        return Kadec21.start(
                folder, "module", "--tcp", "0", "--pin", "1234", "--memory", "memory.json");
    }

    private static Socket connect(Program module) throws IOException {
        int port = Kadec21.awaitReady(module).get("tcp_port").asInt();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) Kadec21.START_LIMIT.toMillis());
        return socket;
    }

    /// Types a line and reads until the answer ends like this.
    private static String say(Socket port, String line, String end) throws IOException {
        port.getOutputStream().write((line + "\r").getBytes(StandardCharsets.ISO_8859_1));
        InputStream in = port.getInputStream();
        StringBuilder heard = new StringBuilder();
        while (!heard.toString().endsWith(end)) {
            int b = in.read();
            assertThat(b).describedAs("%s was answered %s", line, heard).isNotNegative();
            heard.append((char) b);
        }
        return heard.toString();
    }
}
