package org.kadec21.submission;

import org.kadec21.submission.Protection.PassedOver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which mechanisms can be tried at a server, and why the others of the policy's list cannot: a
/// value, decided before a byte is sent.
///
/// @param candidates those left, strongest first
/// @param passedOver the others of the list, strongest first
record MechanismChoice(List<Mechanism> candidates, List<PassedOver> passedOver) {

    /// @param known all there are for this kind of account, strongest first
    /// @param allowed the policy's list: the floor, nothing outside it is ever tried
    /// @param offered what the server has announced
    /// @param readable whether a secret may be shown: TLS is on, or the policy allows clear text
    static MechanismChoice of(
            List<Mechanism> known,
            List<String> allowed,
            List<String> offered,
            boolean readable,
            Claim claim) {
        List<Mechanism> candidates = new ArrayList<>();
        List<PassedOver> passedOver = new ArrayList<>();
        for (Mechanism mechanism : known) {
            if (!mechanism.isNamedIn(allowed)) {
                continue;
            }
            Optional<String> objection =
                    !offered.contains(mechanism.name())
                            ? Optional.of("not offered")
                            : mechanism.showsPassword() && !readable
                                    ? Optional.of("would be readable without TLS")
                                    : mechanism.objection(claim);
            objection.ifPresentOrElse(
                    reason -> passedOver.add(new PassedOver(mechanism.name(), reason)),
                    () -> candidates.add(mechanism));
        }
        return new MechanismChoice(List.copyOf(candidates), List.copyOf(passedOver));
    }

    /// Those of `passedOver` that rank above `used`.
    static List<PassedOver> above(
            Mechanism used, List<Mechanism> known, List<PassedOver> passedOver) {
        return known.stream()
                .takeWhile(mechanism -> !mechanism.equals(used))
                .flatMap(mechanism ->
                        passedOver.stream().filter(one -> one.mechanism().equals(mechanism.name())))
                .toList();
    }
}
