package org.kadec21.hal.at;

import org.kadec21.hal.Secret;

import java.util.List;
import java.util.Optional;

/// One command line and how to recognise its reply.
///
/// @param text the line without its end, `AT` included
/// @param answer which lines belong to it
/// @param payload bytes to send after the prompt
/// @param success finals that mean success, besides `OK`; with any here, `OK` is not the end. One
///   that ends in a comma is a line's beginning; that line becomes the last of the answer
/// @param failure finals that mean failure, besides `ERROR` and its kin
/// @param dials whether `CONNECT`, `NO CARRIER`, `BUSY` and their like are its finals; for others
///   they are unsolicited
/// @param secrets what of `text` no trace may show
public record Command(
        String text,
        Answer answer,
        Optional<byte[]> payload,
        List<String> success,
        List<String> failure,
        boolean dials,
        List<Secret> secrets) {

    /// Most information lines of one reply.
    public static final int LINES = 64;

    public Command {
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a command is one line without its end");
        }
        success = List.copyOf(success);
        failure = List.copyOf(failure);
        secrets = List.copyOf(secrets);
    }

    /// A command that only succeeds or fails.
    public static Command of(String text) {
        return new Command(
                text, new Answer.None(), Optional.empty(), List.of(), List.of(), false, List.of());
    }

    /// A command answered by one line that starts with `prefix`.
    public static Command query(String text, String prefix) {
        return of(text).answeredBy(new Answer.Prefixed(prefix, 1, _ -> true));
    }

    public Command answeredBy(Answer expected) {
        return new Command(text, expected, payload, success, failure, dials, secrets);
    }

    /// This command with bytes to send after its prompt.
    public Command sending(byte[] bytes) {
        return new Command(
                text, answer, Optional.of(bytes.clone()), success, failure, dials, secrets);
    }

    /// This command with finals of its own instead of `OK`.
    public Command endingWith(List<String> good, List<String> bad) {
        return new Command(text, answer, payload, good, bad, dials, secrets);
    }

    /// This command as one that makes a call.
    public Command dialling() {
        return new Command(text, answer, payload, success, failure, true, secrets);
    }

    /// This command with `secret` kept out of every trace.
    public Command hiding(Secret secret) {
        return new Command(text, answer, payload, success, failure, dials, List.of(secret));
    }

    /// The text with secrets masked.
    @Override
    public String toString() {
        Masking masking = new Masking();
        secrets.forEach(masking::hide);
        return masking.mask(text);
    }
}
