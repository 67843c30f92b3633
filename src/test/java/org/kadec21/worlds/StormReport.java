package org.kadec21.worlds;

import org.kadec21.bench.check.MailboxCheck.Verdict;

import java.time.Duration;

/// What a storm did and what it cost, so that nobody takes a breeze for one.
///
/// @param journal SHA-256 of the journal at the end of the calm
/// @param duplicates mails that came twice, marked
/// @param onAir as the module has it
record StormReport(
        long seed,
        String journal,
        long severedConnections,
        long powerCuts,
        long failedWindows,
        long misbehaviours,
        long duplicates,
        Duration onAir) {

    StormReport with(Verdict verdict) {
        return new StormReport(
                seed,
                journal,
                severedConnections,
                powerCuts,
                failedWindows,
                misbehaviours,
                verdict.duplicates(),
                onAir);
    }
}
