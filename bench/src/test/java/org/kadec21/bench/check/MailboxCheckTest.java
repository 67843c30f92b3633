package org.kadec21.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.bench.check.DeliveredMail.Content;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.check.MailboxCheck.Waiting;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

class MailboxCheckTest {

    private static final Instant NINE = Instant.parse("2013-01-01T09:00:00Z");
    private static final Instant TEN = Instant.parse("2013-01-01T10:00:00Z");
    private static final Waiting NOTHING = new Waiting(Set.of(), Set.of());
    private static final List<StationFile.Row> ROWS = List.of(row(NINE, "15.2"), row(TEN, "3.0"));
    private static final List<ExpectedAlarm> ALARMS =
            List.of(
                    new ExpectedAlarm("high-wind", true, NINE),
                    new ExpectedAlarm("high-wind", false, TEN));

    @Test
    void findsNothingWrongWithACompleteMailbox() {
        Verdict verdict = MailboxCheck.check(ROWS, ALARMS, complete(), NOTHING);

        assertThat(verdict.problems()).isEmpty();
        assertThat(verdict.alarmsDelivered()).isEqualTo(1);
        assertThat(verdict.recoveriesDelivered()).isEqualTo(1);
        assertThat(verdict.monitoringMails()).isEqualTo(1);
        assertThat(verdict.maxAlarmDelay()).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void missesAnAlarmThatNeverArrived() {
        Verdict verdict = MailboxCheck.check(ROWS, ALARMS, complete().subList(1, 3), NOTHING);

        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.problems()).singleElement().asString().contains("never delivered");
    }

    @Test
    void doesNotCallLostWhatWaitsOnFlash() {
        Waiting waiting = new Waiting(Set.of(ALARMS.getFirst()), Set.of(NINE, TEN));

        Verdict verdict = MailboxCheck.check(ROWS, ALARMS, complete().subList(1, 2), waiting);

        assertThat(verdict.lost()).isZero();
        assertThat(verdict.waiting()).isEqualTo(3);
    }

    @Test
    void missesARecordThatIsNotInAnyMail() {
        List<DeliveredMail> mails = new ArrayList<>(complete().subList(0, 2));
        mails.add(
                mail("m", TEN, false, new Content.Monitoring(List.of(delivered(1, NINE, "15.2")))));

        assertThat(MailboxCheck.check(ROWS, ALARMS, mails, NOTHING).lost()).isEqualTo(1);
    }

    @Test
    void noticesAnAlteredValue() {
        List<DeliveredMail> mails = new ArrayList<>(complete().subList(0, 2));
        mails.add(
                mail(
                        "m",
                        TEN,
                        false,
                        new Content.Monitoring(
                                List.of(delivered(1, NINE, "15.3"), delivered(2, TEN, "3.0")))));

        Verdict verdict = MailboxCheck.check(ROWS, ALARMS, mails, NOTHING);

        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.problems()).singleElement().asString().contains("altered");
    }

    @Test
    void tellsMarkedFromUnmarkedDuplicates() {
        List<DeliveredMail> mails = new ArrayList<>(complete());
        mails.add(mail("a", TEN, true, new Content.Alarm("high-wind", true, NINE)));
        mails.add(mail("m", TEN, false, complete().get(2).content()));

        Verdict verdict = MailboxCheck.check(ROWS, ALARMS, mails, NOTHING);

        assertThat(verdict.duplicates()).isEqualTo(2);
        assertThat(verdict.duplicatesUnmarked()).isEqualTo(1);
    }

    @Test
    void oneMarkExcusesOneUnmarkedCopyWhicheverArrivesFirst() {
        Content alarm = new Content.Alarm("high-wind", true, NINE);
        List<DeliveredMail> mails = new ArrayList<>(complete().subList(1, 3));
        mails.add(mail("a", TEN, true, alarm));
        mails.add(mail("a", TEN, false, alarm));

        Verdict excused = MailboxCheck.check(ROWS, ALARMS, mails, NOTHING);

        assertThat(excused.duplicates()).isEqualTo(1);
        assertThat(excused.duplicatesUnmarked()).isZero();
    }

    @Test
    void everyUnmarkedCopyBeyondTheFirstCountsAlsoBehindAMarkedOne() {
        Content alarm = new Content.Alarm("high-wind", true, NINE);
        List<DeliveredMail> mails = new ArrayList<>(complete().subList(1, 3));
        mails.add(mail("a", TEN, true, alarm));
        mails.add(mail("a", TEN, false, alarm));
        mails.add(mail("a", TEN, false, alarm));
        mails.add(mail("a", TEN, false, alarm));

        Verdict verdict = MailboxCheck.check(ROWS, ALARMS, mails, NOTHING);

        assertThat(verdict.duplicates()).isEqualTo(3);
        assertThat(verdict.duplicatesUnmarked()).isEqualTo(2);
        assertThat(verdict.problems())
                .hasSize(2)
                .allMatch(problem -> problem.contains("mail a arrived again"));
    }

    @Test
    void noticesARecordMailedTwiceUnderTwoNames() {
        List<DeliveredMail> mails = new ArrayList<>(complete());
        mails.add(mail("other", TEN, false, complete().get(2).content()));

        assertThat(MailboxCheck.check(ROWS, ALARMS, mails, NOTHING).duplicatesUnmarked())
                .isEqualTo(2);
    }

    @Test
    void complainsOfAnAlarmThatNoRuleDemands() {
        List<DeliveredMail> mails = new ArrayList<>(complete());
        mails.add(mail("x", TEN, false, new Content.Alarm("high-wind", true, TEN)));

        assertThat(MailboxCheck.check(ROWS, ALARMS, mails, NOTHING).problems())
                .singleElement()
                .asString()
                .contains("no rule demands");
    }

    private static List<DeliveredMail> complete() {
        return List.of(
                mail("a", NINE.plusSeconds(30), false, new Content.Alarm("high-wind", true, NINE)),
                mail("b", TEN.plusSeconds(40), false, new Content.Alarm("high-wind", false, TEN)),
                mail(
                        "m",
                        TEN.plusSeconds(90),
                        false,
                        new Content.Monitoring(
                                List.of(delivered(1, NINE, "15.20"), delivered(2, TEN, "3.0")))));
    }

    private static DeliveredMail mail(String id, Instant arrived, boolean marked, Content content) {
        return new DeliveredMail(id, arrived, marked, content);
    }

    private static StationFile.Row row(Instant time, String wind) {
        return new StationFile.Row(time, Map.of("wind", new BigDecimal(wind)));
    }

    private static DeliveredMail.Row delivered(long number, Instant time, String wind) {
        return new DeliveredMail.Row(number, time, Map.of("wind", new BigDecimal(wind)));
    }
}
