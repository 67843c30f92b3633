package org.kadec21.firmware.instruction;

import org.kadec21.firmware.mail.ReportPost;
import org.kadec21.firmware.mail.ReportPost.Report;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.update.Sha256;
import org.kadec21.hal.Board;

/// What is told of instructions: each thing once, and of refusals so many in a day.
final class InstructionReports {

    /// How an instruction can end, as ids, journal and flash have it.
    static final String CONFIRMED = "confirmed";

    static final String TAKEN_BACK = "taken-back";

    private static final int NAME_BYTES = 8;
    private static final int MOST_REASON_CHARACTERS = 500;

    private final Ledger ledger;
    private final ReportPost post;
    private final Board board;
    private final Notices notices;

    InstructionReports(Ledger ledger, ReportPost post, Board board, Notices notices) {
        this.ledger = ledger;
        this.post = post;
        this.board = board;
        this.notices = notices;
    }

    /// Settings are tried out: the mail that proves them, or does not. Without room it is offered
    /// again after the next call.
    void onTrial(Ledger.Trial trial) {
        post.post(
                new Report(
                        onTrialId(trial.sequence()),
                        "INSTRUCTION " + trial.sequence() + " on trial 設定試行中",
                        "The settings of instruction "
                                + trial.sequence()
                                + " are in force. Once a server has taken this mail they stay;"
                                + " otherwise what worked before holds again. Either is told by"
                                + " another mail."));
    }

    boolean isTrialDelivered(int sequence) {
        return post.isDelivered(onTrialId(sequence));
    }

    /// Tells how an instruction ended, if that has not been done.
    void catchUp() {
        ledger.news()
                .filter(news ->
                        post.post(
                                new Report(
                                        "instruction." + news.sequence() + "." + news.outcome(),
                                        "INSTRUCTION "
                                                + news.sequence()
                                                + " "
                                                + headline(news.outcome()),
                                        news.words())))
                .ifPresent(news -> ledger.told());
    }

    private static String headline(String outcome) {
        return switch (outcome) {
            case CONFIRMED -> "confirmed 設定確定";
            case TAKEN_BACK -> "taken back 設定取消";
            default -> outcome;
        };
    }

    /// A mail was refused. The same mail again is the same report.
    void refused(Finding.Bad finding, byte[] mail) {
        String reason =
                finding.reason().length() <= MOST_REASON_CHARACTERS
                        ? finding.reason()
                        : finding.reason().substring(0, MOST_REASON_CHARACTERS);
        String called =
                finding.sequence().isPresent()
                        ? "instruction " + finding.sequence().getAsInt()
                        : "a mail that said it was an instruction";
        board.journal().event("instruction.refused", "reason", reason);
        notices.trouble(called + " was refused: " + reason);
        if (ledger.mayReport(board.time().now())) {
            post.post(
                    new Report(
                            "instruction.refused." + Sha256.hex(mail, NAME_BYTES),
                            "INSTRUCTION refused 指示拒否",
                            "The unit refused " + called + ": " + reason));
        }
    }

    private static String onTrialId(int sequence) {
        return "instruction." + sequence + ".trial";
    }
}
