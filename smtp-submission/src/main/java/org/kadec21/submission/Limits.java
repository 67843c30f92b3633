package org.kadec21.submission;

import java.time.Duration;

/// How long and how much a server may keep us busy.
///
/// @param connect TCP connection
/// @param greeting RFC 5321 4.5.3.2.1
/// @param command any command's reply, RFC 5321 4.5.3.2.2 to .4
/// @param dataBlock one write of a body, RFC 5321 4.5.3.2.5
/// @param finalReply after the last byte, RFC 5321 4.5.3.2.6
/// @param transaction one mail from MAIL to its final reply without the body's own time, and a
///   session's opening
/// @param bytesPerSecond the bearer's slowest rate upwards; a body may take its size over this, on
///   top
/// @param replyLineBytes longest reply line accepted, RFC 5321 4.5.3.1.5 asks for 512
/// @param replyLines most lines in one reply
public record Limits(
        Duration connect,
        Duration greeting,
        Duration command,
        Duration dataBlock,
        Duration finalReply,
        Duration transaction,
        int bytesPerSecond,
        int replyLineBytes,
        int replyLines) {

    /// The same for somebody in a hurry.
    ///
    /// @param step no step waits longer
    /// @param all no mail, and no opening, takes longer
    public Limits within(Duration step, Duration all) {
        return new Limits(
                shorter(connect, step),
                shorter(greeting, step),
                shorter(command, step),
                shorter(dataBlock, step),
                shorter(finalReply, step),
                shorter(transaction, all),
                bytesPerSecond,
                replyLineBytes,
                replyLines);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /// RFC 5321's figures, 20 minutes in all, 9600 bit/s.
    public static Limits standard() {
        return new Limits(
                Duration.ofMinutes(2),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(3),
                Duration.ofMinutes(10),
                Duration.ofMinutes(20),
                1200,
                4096,
                200);
    }
}
