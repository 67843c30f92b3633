package org.kadec21.modem.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.at.Reply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The fifth dialect that `docs/dialects.md` walks through is a file of facts and two small classes
/// beside this test, and works.
class FifthDialectTest {

    private static final String OK = "\\r\\nOK\\r\\n";

    @Test
    void carriesBytesBothWays() throws LinkException {
        DialectSession session =
                new DialectSession(
                        new SequansDialect(),
                        List.of(
                                "\\r\\n+CGACT: 1,0\\r\\n\\r\\nOK\\r\\n",
                                OK,
                                OK,
                                OK,
                                OK,
                                OK,
                                "\\r\\n> ",
                                "\\r\\nOK\\r\\n\\r\\n+SQNSRING: 1,4\\r\\n",
                                "\\r\\n+SQNSRECV: 1,4\\r\\nOK\\r\\n\\r\\n\\r\\nOK\\r\\n",
                                "\\r\\n+SQNSRECV: 1,0\\r\\n\\r\\nOK\\r\\n\\r\\n+SQNSH: 1\\r\\n",
                                "\\r\\n+SQNSRECV: 1,0\\r\\n\\r\\nOK\\r\\n"));

        assertThat(session.open()).isInstanceOf(Reply.Ok.class);
        ByteLink link = session.connect("example.com", 80);
        session.write(link, "hello");

        assertThat(session.read(link)).isEqualTo("OK\\r\\n");
        assertThat(session.read(link)).isEqualTo("end");
        assertThat(session.heard())
                .contains("AT+SQNSD=1,0,80,\"example.com\",0,0,1", "AT+SQNSSENDEXT=1,5", "hello");
    }

    @Test
    void isTheOneThatTheDocumentationShows() throws IOException {
        Path home = Path.of(System.getProperty("kadec21.home"));
        Path tests = home.resolve("modem-hal/src/test");
        String page = Files.readString(home.resolve("docs/dialects.md"));
        String facts =
                Files.readString(
                        tests.resolve("resources/org/kadec21/modem/dialect/sequans.properties"));
        String source =
                Files.readString(
                        tests.resolve("java/org/kadec21/modem/dialect/SequansPacketService.java"));

        assertThat(page).contains(facts).contains(source.substring(source.indexOf("final class")));
    }

    @Test
    void everyPackIsComplete() {
        for (VendorDialect dialect : Dialects.vendors()) {
            DialectPack pack = dialect.pack();
            assertThat(pack.bytes("send")).isPositive();
            assertThat(pack.bytes("read")).isPositive();
            assertThat(pack.patience("activate")).isPositive();
            assertThat(pack.patience("deactivate")).isPositive();
            assertThat(pack.patience("open")).isPositive();
            assertThat(pack.announcement("read.payload")).isPresent();
            assertThat(dialect.powerOff()).isNotEmpty();
        }
    }
}
