package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.worlds.Units.with;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.bench.run.BenchJob;
import org.kadec21.bench.run.BenchReport;
import org.kadec21.bench.run.BenchRun;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.mailbox.ReceivedMail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A station that nobody has seen before: another year and order of columns, gaps, empty cells,
/// rows that cannot be read, two rules. What has to arrive is written down here while the file is
/// made, and the mails are read here, field by field.
class AnotherStationTest {

    private static final Instant BEGIN = Instant.parse("2024-02-27T17:30:00Z");

    private static final UnitConfig UNIT =
            Units.dualBand(
                    with(
                            "monitoring:\n",
                            "  - {rule: frost, kind: falling, channel: temperature_c, onset: 0.0,"
                                    + " clear: 2.0, hold-off: 6 h}\n\nmonitoring:\n"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyRecordArrivesOnceAndEveryAlarmThatTheRulesDefine(long seed) throws Exception {
        Observer observer = new Observer(new SplittableRandom(seed));
        observer.watch(500);
        List<String> unread = new ArrayList<>();

        BenchReport report = run(seed, observer.lines, unread);

        assertThat(records(report.mailbox())).containsExactlyElementsOf(observer.records);
        assertThat(alarms(report.mailbox())).containsExactlyInAnyOrderElementsOf(observer.alarms);
        assertThat(observer.alarms).hasSizeGreaterThan(6);
        assertThat(unread).hasSize(observer.malformed).isNotEmpty();
        assertThat(report.verdict().problems()).isEmpty();
        assertThat(report.verdict().records()).isEqualTo(observer.records.size());
        assertThat(report.verdict().duplicates()).isZero();
    }

    private static BenchReport run(long seed, List<String> lines, List<String> unread)
            throws Exception {
        BenchJob job =
                new BenchJob(
                        WorldSetup.standard(seed, BEGIN.minusSeconds(60), UNIT),
                        "another.csv",
                        lines,
                        Instant.MIN,
                        Instant.MAX);
        Notices listener =
                new Notices() {
                    @Override
                    public void trouble(String line) {
                        unread.add(line);
                    }
                };
        return new BenchRun(job, listener, (now, status) -> {}).run();
    }

    /// `time wind temperature` of each record, in the order of the attachments.
    private static List<String> records(List<ReceivedMail> mailbox) {
        List<String> records = new ArrayList<>();
        for (ReceivedMail mail : mailbox) {
            for (ReceivedMail.Attachment attachment : mail.attachments()) {
                List<String> rows =
                        new String(attachment.content(), StandardCharsets.US_ASCII)
                                .lines()
                                .skip(1)
                                .toList();
                for (String row : rows) {
                    String[] cells = row.split(",", -1);
                    records.add(cells[1] + " " + cells[2] + " " + cells[5]);
                }
            }
        }
        return records;
    }

    private static List<String> alarms(List<ReceivedMail> mailbox) {
        return mailbox.stream()
                .filter(mail -> mail.header("X-Kadec21-Rule").isPresent())
                .map(mail ->
                        mail.header("X-Kadec21-Rule").orElseThrow()
                                + " "
                                + mail.header("X-Kadec21-Event").orElseThrow()
                                + " "
                                + mail.header("X-Kadec21-Time").orElseThrow())
                .toList();
    }

    /// Somebody who writes the station's file, and beside it what has to come of it.
    private static final class Observer {

        private final SplittableRandom chance;
        private final List<String> lines =
                new ArrayList<>(
                        List.of(
                                "# station 99",
                                "pressure_hpa,temperature_c,time_utc,remark,wind_speed_mps,"
                                        + "wind_gust_mps,wind_direction_deg,humidity_pct,"
                                        + "precipitation_mm"));
        private final List<String> records = new ArrayList<>();
        private final List<String> alarms = new ArrayList<>();
        private int malformed;
        private boolean windy;
        private boolean frosty;
        private Instant frostGone = Instant.EPOCH;

        Observer(SplittableRandom chance) {
            this.chance = chance;
        }

        void watch(int rows) {
            Instant time = BEGIN;
            int wind = 100;
            int temperature = 30;
            for (int row = 0; row < rows; row++) {
                wind = Math.clamp(wind + chance.nextInt(-30, 31), 0, 250);
                temperature = Math.clamp(temperature + chance.nextInt(-15, 16), -60, 90);
                boolean hasWind = chance.nextInt(12) != 0;
                boolean hasTemperature = chance.nextInt(12) != 0;
                if (chance.nextInt(40) == 0) {
                    spoil(time, tenths(wind));
                } else {
                    write(
                            time,
                            hasWind ? tenths(wind) : "",
                            hasTemperature ? tenths(temperature) : "");
                    judgeWind(time, hasWind, wind);
                    judgeFrost(time, hasTemperature, temperature);
                }
                boolean gap = chance.nextInt(60) == 0;
                time = time.plus(Duration.ofMinutes(gap ? 60 * chance.nextInt(5, 40) : 60));
            }
        }

        private void write(Instant time, String wind, String temperature) {
            lines.add(
                    "1013.2,"
                            + temperature
                            + ","
                            + time
                            + ",\"fine\","
                            + wind
                            + ",,180,55,"
                            + (chance.nextBoolean() ? "0.0" : ""));
            records.add(time + " " + wind + " " + temperature);
        }

        private void spoil(Instant time, String wind) {
            malformed++;
            lines.add(
                    switch (chance.nextInt(4)) {
                        case 0 -> "1013.2,1.0," + time + ",fine,gusty,,180,55,0.0";
                        case 1 -> "1013.2,1.0,yesterday,fine," + wind + ",,180,55,0.0";
                        case 2 -> "1013.2,1.0," + time + ",fine," + wind;
                        default -> "1013.2,1.0,2023-01-01T00:00:00Z,fine,30.0,,180,55,0.0";
                    });
        }

        private void judgeWind(Instant time, boolean observed, int tenths) {
            if (observed && !windy && tenths >= 150) {
                windy = true;
                alarms.add("high-wind onset " + time);
            } else if (observed && windy && tenths <= 120) {
                windy = false;
                alarms.add("high-wind cleared " + time);
            }
        }

        private void judgeFrost(Instant time, boolean observed, int tenths) {
            boolean held = time.isBefore(frostGone.plus(Duration.ofHours(6)));
            if (observed && !frosty && tenths <= 0 && !held) {
                frosty = true;
                alarms.add("frost onset " + time);
            } else if (observed && frosty && tenths >= 20) {
                frosty = false;
                frostGone = time;
                alarms.add("frost cleared " + time);
            }
        }

        private static String tenths(int value) {
            return (value < 0 ? "-" : "") + Math.abs(value) / 10 + "." + Math.abs(value) % 10;
        }
    }
}
