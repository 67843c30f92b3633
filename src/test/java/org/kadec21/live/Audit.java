package org.kadec21.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Holds a mailbox against what the unit said and what the station observed.
///
/// @param rows that arrived, repetitions not counted
/// @param mails that arrived, repetitions not counted
/// @param alarms of them, onsets and clearings
/// @param repeated mails beyond the first with the same Message-ID
/// @param marked mails that say they may be duplicates
/// @param doubtful mails that flash once called in doubt
/// @param findings what is wrong, in words
public record Audit(
        int rows,
        int mails,
        int alarms,
        int repeated,
        int marked,
        int doubtful,
        List<String> findings) {

    /// Looks for what is lost, doubled, altered or uncalled for.
    ///
    /// @param station all of it was sampled and delivered
    public static Audit of(Claims claims, Station station, List<ArrivedMail> mailbox) {
        List<String> findings = new ArrayList<>();
        Map<String, List<ArrivedMail>> byId = new LinkedHashMap<>();
        mailbox.forEach(
                mail -> byId.computeIfAbsent(mail.messageId(), id -> new ArrayList<>()).add(mail));
        List<ArrivedMail> distinct = byId.values().stream().map(List::getFirst).toList();

        mails(claims, byId.keySet(), findings);
        byId.forEach((id, copies) -> copies(id, copies, claims, findings));
        TreeMap<Long, String> rows = rows(distinct, findings);
        records(claims, rows.keySet(), findings);
        observations(station, List.copyOf(rows.values()), findings);
        int alarms = alarms(station, distinct, findings);
        return new Audit(
                rows.size(),
                distinct.size(),
                alarms,
                mailbox.size() - distinct.size(),
                (int) mailbox.stream().filter(ArrivedMail::marked).count(),
                claims.doubtful().size(),
                List.copyOf(findings));
    }

    private static void mails(Claims claims, Set<String> arrived, List<String> findings) {
        for (String id : claims.mails()) {
            if (!arrived.contains(id)) {
                findings.add("mail " + id + " was accepted and is lost");
            }
        }
        for (String id : claims.delivered()) {
            if (!arrived.contains(id)) {
                findings.add("mail " + id + " is said to be delivered and is not there");
            }
        }
    }

    /// At most one copy may go without the mark, and only a mail in doubt may be marked.
    private static void copies(
            String id, List<ArrivedMail> copies, Claims claims, List<String> findings) {
        long unmarked = copies.stream().filter(copy -> !copy.marked()).count();
        if (unmarked > 1) {
            findings.add("mail " + id + " is there " + unmarked + " times without a mark");
        }
        boolean excused = claims.doubtful().contains(id);
        if (copies.size() > 1 && !excused) {
            findings.add("mail " + id + " is there " + copies.size() + " times, never in doubt");
        }
        if (unmarked < copies.size() && !excused) {
            findings.add("mail " + id + " is marked, but flash never called it in doubt");
        }
        if (copies.stream().map(ArrivedMail::rows).distinct().count() > 1) {
            findings.add("copies of mail " + id + " differ");
        }
    }

    /// Rows by record number, without the number and the mark column.
    private static TreeMap<Long, String> rows(List<ArrivedMail> mails, List<String> findings) {
        TreeMap<Long, String> rows = new TreeMap<>();
        for (ArrivedMail mail : mails) {
            for (String row : mail.rows()) {
                int comma = row.indexOf(',');
                long number = Long.parseLong(row.substring(0, comma));
                String observed = row.substring(comma + 1, row.lastIndexOf(','));
                if (rows.put(number, observed) != null) {
                    findings.add("record " + number + " is in two mails");
                }
            }
        }
        return rows;
    }

    private static void records(Claims claims, Set<Long> arrived, List<String> findings) {
        Set<Long> lost = new TreeSet<>(claims.records());
        lost.removeAll(arrived);
        if (!lost.isEmpty()) {
            findings.add("records " + lost + " were accepted and are lost");
        }
    }

    private static void observations(Station station, List<String> arrived, List<String> findings) {
        int common = Math.min(station.rows().size(), arrived.size());
        for (int row = 0; row < common; row++) {
            if (!station.rows().get(row).equals(arrived.get(row))) {
                findings.add(
                        "observation "
                                + row
                                + " was '"
                                + station.rows().get(row)
                                + "', arrived is '"
                                + arrived.get(row)
                                + "'");
                return;
            }
        }
        if (station.rows().size() != arrived.size()) {
            findings.add(
                    "observed were " + station.rows().size() + " rows, arrived " + arrived.size());
        }
    }

    private static int alarms(Station station, List<ArrivedMail> mails, List<String> findings) {
        Map<Station.Alarm, Long> arrived =
                mails.stream()
                        .filter(mail -> !mail.event().isEmpty())
                        .map(mail -> new Station.Alarm(mail.event(), mail.time()))
                        .collect(
                                Collectors.groupingBy(
                                        alarm -> alarm, HashMap::new, Collectors.counting()));
        for (Station.Alarm alarm : station.alarms()) {
            Long count = arrived.remove(alarm);
            if (count == null) {
                findings.add(alarm + " never arrived");
            } else if (count > 1) {
                findings.add(alarm + " arrived under " + count + " Message-IDs");
            }
        }
        arrived.keySet().forEach(alarm -> findings.add(alarm + " arrived, no rule demands it"));
        return station.alarms().size();
    }
}
