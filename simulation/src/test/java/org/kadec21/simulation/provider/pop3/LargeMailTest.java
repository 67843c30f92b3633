package org.kadec21.simulation.provider.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kadec21.simulation.provider.TestSites;
import org.kadec21.simulation.provider.dialogue.Action;
import org.kadec21.simulation.provider.dialogue.Event;
import org.kadec21.simulation.provider.mailbox.MemoryBudget;
import org.kadec21.simulation.provider.mailbox.StoredMail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Mail that is too large to be in a session's memory as a whole.
class LargeMailTest {

    private static final String ADDRESS = "tu@provider.test";
    private static final String LINE = ".".repeat(50) + "\r\n";
    private static final String HEAD = "Subject: large\r\n\r\n";
    private static final int LINES = 5000;

    private final Pop3Site site = TestSites.pop3("POP3 clear");
    private final Pop3Core core = new Pop3Core(site);
    private StoredMail mail;

    @BeforeEach
    void logIn() {
        byte[] text = (HEAD + LINE.repeat(LINES)).getBytes(StandardCharsets.US_ASCII);
        mail = site.mailboxes().store(ADDRESS, Instant.EPOCH, text);
        say("USER tu\r\nPASS secret\r\n");
    }

    @Test
    void isHandedOutInPortionsThatTheClientHasToTake() {
        StringBuilder answer = new StringBuilder();
        List<Action> portion = say("RETR 3\r\nNOOP\r\n");
        while (portion.getLast() instanceof Action.Yield) {
            assertThat(sent(portion).length()).isLessThan(2 * Pop3Limits.PORTION);
            answer.append(sent(portion));
            portion = core.on(new Event.Continued(), Instant.EPOCH);
        }
        answer.append(sent(portion));

        assertThat(answer.toString())
                .isEqualTo(
                        "+OK "
                                + mail.octets()
                                + " octets\r\n"
                                + HEAD
                                + ("." + LINE).repeat(LINES)
                                + ".\r\n+OK \r\n");
    }

    @Test
    void isReadNoFurtherThanTopWants() {
        List<Action> answer = say("TOP 3 2\r\n");

        assertThat(sent(answer)).isEqualTo("+OK \r\n" + HEAD + ("." + LINE).repeat(2) + ".\r\n");
    }

    @Test
    void endsTheConnectionWhenItIsDeletedMeanwhile() {
        say("RETR 3\r\n");
        site.mailboxes().delete(ADDRESS, List.of(mail.uniqueId()));

        List<Action> rest = core.on(new Event.Continued(), Instant.EPOCH);

        assertThat(rest).endsWith(Action.Note.of("mail.lost"), new Action.HangUp());
    }

    @Test
    void isRefusedWhenAnotherSessionHasDeletedIt() {
        site.mailboxes().delete(ADDRESS, List.of(mail.uniqueId()));

        assertThat(sent(say("RETR 3\r\nNOOP\r\n")))
                .isEqualTo("-ERR Message is already expunged.\r\n+OK \r\n");
    }

    @Test
    void cannotBeListedWithoutMemoryForTheList() {
        MemoryBudget.Share none = new MemoryBudget(10).forClient();
        Pop3Core poor =
                new Pop3Core(
                        new Pop3Site(
                                site.hostName(),
                                site.service(),
                                true,
                                site.accounts(),
                                site.mailboxes(),
                                none,
                                false,
                                false,
                                1));

        assertThat(sent(say(poor, "USER tu\r\nPASS secret\r\nSTAT\r\n")))
                .contains("-ERR [SYS/TEMP] Insufficient memory, come back later.\r\n")
                .endsWith("-ERR Unknown command.\r\n");
    }

    private List<Action> say(String text) {
        return say(core, text);
    }

    private static List<Action> say(Pop3Core to, String text) {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        return new ArrayList<>(to.on(new Event.Received(octets), Instant.EPOCH));
    }

    private static String sent(List<Action> actions) {
        StringBuilder wire = new StringBuilder();
        for (Action action : actions) {
            if (action instanceof Action.Send(byte[] octets)) {
                wire.append(new String(octets, StandardCharsets.US_ASCII));
            }
        }
        return wire.toString();
    }
}
