package org.kadec21.firmware.instruction;

import org.kadec21.firmware.instruction.Ledger.News;
import org.kadec21.firmware.mail.ReportPost;
import org.kadec21.firmware.mail.ReportPost.Report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What is told of an image that comes by mail: how much has arrived, once a look at most, and each
/// thing that happens to it once.
final class ImageReports {

    /// How things can go, as ids, journal and flash have it.
    static final String INSTALLED = "image-installed";

    static final String CONFIRMED = "image-confirmed";
    static final String TAKEN_BACK = "image-taken-back";
    static final String REFUSED = "image-refused";
    static final String GIVEN_UP = "image-given-up";

    private static final int MOST_STRETCHES = 12;

    private final ImageLedger ledger;
    private final ReportPost post;

    ImageReports(ImageLedger ledger, ReportPost post) {
        this.ledger = ledger;
        this.post = post;
    }

    /// So many parts are here. Without room for the mail the next look tells.
    ///
    /// @param missing their numbers, rising
    void arrived(int sequence, int count, List<Integer> missing) {
        int here = count - missing.size();
        post.post(
                new Report(
                        id(sequence, "parts-" + here),
                        headline(sequence, here + " of " + count + " parts 受信中"),
                        here
                                + " of "
                                + count
                                + " parts of image "
                                + sequence
                                + " are on the unit's flash. To come: "
                                + stretches(missing)
                                + "."));
    }

    /// It is complete, or could be, and something stands in its way.
    void waits(int sequence, String reason) {
        post.post(
                new Report(
                        id(sequence, "waits"),
                        headline(sequence, "waits 更新待ち"),
                        "Image " + sequence + " waits: " + reason));
    }

    /// Tells what happened last, if that has not been done.
    void catchUp() {
        ledger.news()
                .filter(news ->
                        post.post(
                                new Report(
                                        id(news.sequence(), news.outcome()),
                                        headline(news.sequence(), headline(news)),
                                        news.words())))
                .ifPresent(news -> ledger.told());
    }

    /// `1-3, 7`; of many stretches the first ones.
    static String stretches(List<Integer> numbers) {
        List<String> stretches = new ArrayList<>();
        for (int first : numbers) {
            if (!numbers.contains(first - 1)) {
                int last =
                        IntStream.iterate(first, it -> it + 1)
                                .filter(it -> !numbers.contains(it + 1))
                                .findFirst()
                                .orElse(first);
                stretches.add(first == last ? "" + first : first + "-" + last);
            }
        }
        return stretches.size() <= MOST_STRETCHES
                ? String.join(", ", stretches)
                : String.join(", ", stretches.subList(0, MOST_STRETCHES)) + " and others";
    }

    private static String headline(News news) {
        return switch (news.outcome()) {
            case INSTALLED -> "installed 更新開始";
            case CONFIRMED -> "confirmed 更新確定";
            case TAKEN_BACK -> "taken back 更新取消";
            case REFUSED -> "refused 更新拒否";
            case GIVEN_UP -> "given up 更新中止";
            default -> news.outcome();
        };
    }

    private static String headline(int sequence, String what) {
        return "IMAGE " + sequence + " " + what;
    }

    private static String id(int sequence, String what) {
        return "instruction." + sequence + "." + what;
    }
}
