package org.kadec21.simulation.provider.smtp;

import org.kadec21.simulation.provider.dialogue.Action;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the server answers to one event: replies in order, changed where its [Behaviour]
/// interferes, and cut off where the connection ends. Counts the refusals a client may collect.
final class Answers {

    private final String hostName;
    private final Behaviour behaviour;

    private List<Action> actions = new ArrayList<>();
    private int errors;
    private boolean over;

    Answers(String hostName, Behaviour behaviour) {
        this.hostName = hostName;
        this.behaviour = behaviour;
    }

    /// Whether the connection has ended.
    boolean isOver() {
        return over;
    }

    /// Hands out what has been collected since the last time.
    List<Action> drain() {
        List<Action> collected = List.copyOf(actions);
        actions = new ArrayList<>();
        return collected;
    }

    void note(String event, Object... fields) {
        act(Action.Note.of(event, fields));
    }

    void act(Action action) {
        if (!over) {
            actions.add(action);
        }
    }

    /// Answers without asking the behaviour.
    void reply(SmtpReply reply) {
        act(new Action.Send(reply.encoded()));
        if (!reply.isPositive()) {
            countError();
        }
    }

    /// Answers with the moment's regular reply and lets the command have its effect if that is
    /// positive, unless the behaviour wants it otherwise.
    ///
    /// @return whether the effect took place
    boolean conclude(Moment moment, Runnable effect) {
        Optional<Interference> interference = behaviour.at(moment);
        boolean effective =
                moment.regular().isPositive()
                        && interference.map(Interference::effect).orElse(true);
        if (effective) {
            effect.run();
        }
        if (interference.isPresent()) {
            interference.get().steps().forEach(this::perform);
        } else {
            reply(moment.regular());
        }
        return effective;
    }

    /// Asks the behaviour where a correct server would stay silent.
    ///
    /// @return whether all goes on as usual
    boolean permit(Moment moment) {
        Optional<Interference> interference = behaviour.at(moment);
        interference.ifPresent(i -> i.steps().forEach(this::perform));
        return interference.map(Interference::effect).orElse(true) && !over;
    }

    /// An accepted mail wipes out what went wrong before it.
    void forgetErrors() {
        errors = 0;
    }

    /// Ends the connection with 421.
    void sayGoodbye(String enhanced, String reason) {
        act(new Action.Send(Replies.closing(hostName, enhanced, reason).encoded()));
        hangUp();
    }

    void hangUp() {
        act(new Action.HangUp());
        over = true;
    }

    private void perform(Interference.Step step) {
        switch (step) {
            case Interference.Step.Say(SmtpReply reply) -> reply(reply);
            case Interference.Step.SayRaw(byte[] octets) -> act(new Action.Send(octets));
            case Interference.Step.Pause(var span) -> act(new Action.Pause(span));
            case Interference.Step.HangUp() -> hangUp();
        }
    }

    private void countError() {
        errors++;
        if (errors >= SmtpLimits.ERRORS && !over) {
            sayGoodbye("4.7.0", "too many errors");
        }
    }
}
