package org.kadec21.submission;

import org.kadec21.submission.MailResult.RecipientResult;
import org.kadec21.submission.Outcome.Accepted;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.InDoubt;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.Outcome.Stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What is known of one mail's delivery so far: a value that each reply turns into the next. Knows
/// nothing of sockets.
///
/// @param settled an outcome for each recipient that has one
/// @param openAtServer whether the server holds a transaction that RSET would have to end
/// @param someAccepted whether the server has accepted a recipient
/// @param dataOpen whether the server has said 354 and waits for a body
record Transaction(
        List<Optional<Outcome>> settled,
        boolean openAtServer,
        boolean someAccepted,
        boolean dataOpen) {

    /// The beginning.
    ///
    /// @param objections what speaks against a recipient before anything is sent; the server does
    ///   not hear of those
    static Transaction of(List<Optional<Outcome>> objections) {
        return new Transaction(List.copyOf(objections), false, false, false);
    }

    /// The recipients without an outcome, by their index.
    List<Integer> unsettled() {
        return IntStream.range(0, settled.size())
                .filter(index -> settled.get(index).isEmpty())
                .boxed()
                .toList();
    }

    /// Whether nobody is left for whom going on would make sense.
    boolean isSettled() {
        return settled.stream().allMatch(Optional::isPresent);
    }

    /// The lone dot that RFC 2920 3.1 has close a body nobody is left for: `MAIL` or everybody was
    /// refused, yet the server asks for the body. Once it has accepted a recipient, it would
    /// deliver an empty mail to them.
    boolean mayEndWithLoneDot() {
        return !someAccepted;
    }

    /// The same, after the server has been told to forget it.
    Transaction reset() {
        return new Transaction(settled, false, false, false);
    }

    /// Whether `reply` may answer `step` at all.
    static boolean fits(Step step, ServerReply reply) {
        int positive = step instanceof Step.Data ? 3 : 2;
        return reply.severity() >= 4 || reply.severity() == positive;
    }

    /// Takes a fitting reply in.
    Transaction on(Step step, ServerReply reply) {
        if (Verdict.isClosing(reply)) {
            return settleRest(Verdict.onMail(step.stage(), reply));
        }
        boolean positive = reply.severity() < 4;
        return switch (step) {
            case Step.Reset reset -> this;
            case Step.Mail mail ->
                    positive ? opened(true) : settleRest(Verdict.onMail(Stage.MAIL, reply));
            case Step.Recipient recipient ->
                    positive
                            ? new Transaction(settled, true, true, dataOpen)
                            : settle(recipient.index(), Verdict.onMail(Stage.RCPT, reply))
                                    .widened();
            case Step.Data data ->
                    positive
                            ? new Transaction(settled, openAtServer, someAccepted, true)
                            : settleRest(Verdict.onMail(Stage.DATA, reply));
            case Step.Body body -> settleRest(atEnd(reply)).opened(false);
            // RFC 3030 2: after a failed BDAT only RSET helps
            case Step.Chunk chunk -> settleRest(atEnd(reply)).opened(!positive && openAtServer);
        };
    }

    /// The dialogue broke at `stage`; whoever has no outcome yet gets one.
    Transaction broken(Stage stage, String reason, boolean lastByteHandedOver) {
        return settleRest(
                lastByteHandedOver
                        ? new InDoubt(
                                stage,
                                reason
                                        + "; the mail may or may not have arrived, it goes again"
                                        + " under the same Message-ID")
                        : Deferred.host(stage, reason));
    }

    /// No attempt is made for those without an outcome.
    Transaction failed(Deferred failure) {
        return settleRest(failure);
    }

    /// All outcomes, once there is one for everybody.
    MailResult result(OutgoingMail mail) {
        List<RecipientResult> results = new ArrayList<>();
        for (int i = 0; i < settled.size(); i++) {
            results.add(
                    new RecipientResult(mail.recipients().get(i), settled.get(i).orElseThrow()));
        }
        return new MailResult(mail.id(), List.copyOf(results));
    }

    /// What makes the whole connection useless for further mails, if anything did.
    Optional<Deferred> sessionFailure() {
        return settled.stream()
                .flatMap(Optional::stream)
                .filter(Deferred.class::isInstance)
                .map(Deferred.class::cast)
                .filter(deferred -> deferred.scope() != Scope.MAIL)
                .findFirst();
    }

    private static Outcome atEnd(ServerReply reply) {
        return reply.severity() == 2
                ? new Accepted(reply)
                : Verdict.onMail(Stage.FINAL_REPLY, reply);
    }

    private Transaction opened(boolean open) {
        return new Transaction(settled, open, someAccepted, dataOpen && open);
    }

    private Transaction settle(int index, Outcome outcome) {
        List<Optional<Outcome>> next = new ArrayList<>(settled);
        if (next.get(index).isEmpty()) {
            next.set(index, Optional.of(outcome));
        }
        return new Transaction(List.copyOf(next), openAtServer, someAccepted, dataOpen);
    }

    private Transaction settleRest(Outcome outcome) {
        List<Optional<Outcome>> next =
                settled.stream().map(known -> known.or(() -> Optional.of(outcome))).toList();
        return new Transaction(next, openAtServer, someAccepted, dataOpen);
    }

    /// A bare 450 to one recipient is that mailbox; to all of them it is the server that has had
    /// enough for now.
    private Transaction widened() {
        boolean all =
                settled.stream()
                        .allMatch(known -> known.filter(Verdict::isBare450AtRcpt).isPresent());
        return all
                ? new Transaction(
                        settled.stream().map(known -> known.map(Verdict::ofHost)).toList(),
                        openAtServer,
                        someAccepted,
                        dataOpen)
                : this;
    }
}
