package org.kadec21.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

final class AuditTest {

    private static final Station STATION =
            new Station(
                    "time_utc,wind_speed_mps",
                    List.of("2013-01-01T00:00:00Z,16.0", "2013-01-01T01:00:00Z,3.0"));
    private static final ArrivedMail ONSET =
            new ArrivedMail("a1", "alarm", "onset", "2013-01-01T00:00:00Z", false, List.of());
    private static final ArrivedMail CLEARED =
            new ArrivedMail("a2", "recovery", "cleared", "2013-01-01T01:00:00Z", false, List.of());
    private static final ArrivedMail ROWS =
            records(false, "1,2013-01-01T00:00:00Z,16.0,", "2,2013-01-01T01:00:00Z,3.0,");

    @Test
    void findsNothingWrongWithACompleteMailbox() {
        Audit audit = Audit.of(claims(), STATION, List.of(ONSET, CLEARED, ROWS));

        assertThat(audit).isEqualTo(new Audit(2, 3, 2, 0, 0, 0, List.of()));
    }

    @Test
    void missesARecord() {
        ArrivedMail half = records(false, "1,2013-01-01T00:00:00Z,16.0,");

        assertThat(findings(claims(), ONSET, CLEARED, half))
                .containsExactly(
                        "records [2] were accepted and are lost",
                        "observed were 2 rows, arrived 1");
    }

    @Test
    void missesAnAlarm() {
        assertThat(findings(claims(), ONSET, ROWS))
                .containsExactly(
                        "mail a2 was accepted and is lost",
                        "Alarm[event=cleared, time=2013-01-01T01:00:00Z] never arrived");
    }

    @Test
    void seesAnAlteredRow() {
        ArrivedMail altered =
                records(false, "1,2013-01-01T00:00:00Z,16.1,", "2,2013-01-01T01:00:00Z,3.0,");

        assertThat(findings(claims(), ONSET, CLEARED, altered))
                .singleElement()
                .asString()
                .startsWith("observation 0 was");
    }

    @Test
    void allowsAMarkedRepetitionOfAMailInDoubt() {
        Claims claims = claims();
        claims.hear(List.of("kadec21: mail m1 in doubt: no reply; it goes again"));

        assertThat(findings(claims, ONSET, CLEARED, ROWS, marked(ROWS))).isEmpty();
    }

    @Test
    void objectsToAnUnmarkedRepetition() {
        Claims claims = claims();
        claims.doubt("m1");

        assertThat(findings(claims, ONSET, CLEARED, ROWS, ROWS))
                .containsExactly("mail m1 is there 2 times without a mark");
    }

    @Test
    void objectsToARepetitionThatWasNeverInDoubt() {
        assertThat(findings(claims(), ONSET, CLEARED, ROWS, marked(ROWS)))
                .containsExactly(
                        "mail m1 is there 2 times, never in doubt",
                        "mail m1 is marked, but flash never called it in doubt");
    }

    private static List<String> findings(Claims claims, ArrivedMail... mailbox) {
        return Audit.of(claims, STATION, List.of(mailbox)).findings();
    }

    private static Claims claims() {
        Claims claims = new Claims();
        claims.hear(
                List.of(
                        "accepted record 1",
                        "accepted mail a1",
                        "accepted record 2",
                        "accepted mail a2",
                        "accepted mail m1",
                        "delivered mail m1"));
        return claims;
    }

    private static ArrivedMail records(boolean marked, String... rows) {
        return new ArrivedMail("m1", "monitoring", "", "", marked, List.of(rows));
    }

    private static ArrivedMail marked(ArrivedMail mail) {
        return new ArrivedMail(
                mail.messageId(), mail.kind(), mail.event(), mail.time(), true, mail.rows());
    }
}
