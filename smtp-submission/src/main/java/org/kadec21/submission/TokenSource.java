package org.kadec21.submission;

import org.kadec21.hal.Secret;

import java.util.Optional;

/// Where bearer tokens come from: they live for an hour or so, and are asked for anew for each
/// connection. Getting one from an authorization server is the source's own business.
@FunctionalInterface
public interface TokenSource {

    /// A token that is good now; empty when there is none to be had for the time being.
    Optional<Secret> token();
}
