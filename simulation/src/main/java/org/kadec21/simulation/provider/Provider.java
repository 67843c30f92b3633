package org.kadec21.simulation.provider;

import org.kadec21.simulation.provider.behaviour.BehaviourPlan;
import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.mailbox.MailStore;
import org.kadec21.simulation.provider.mailbox.Mailboxes;
import org.kadec21.simulation.provider.mailbox.MemberLog;
import org.kadec21.simulation.provider.mailbox.MemoryBudget;
import org.kadec21.simulation.provider.policy.ProviderPolicy;

import java.util.Optional;

import javax.net.ssl.SSLContext;

/// A mail provider before anybody can reach it: policy, customers, mailboxes, certificate, and the
/// faults it is to have.
///
/// @param memory what may be spent on mail, all clients together
/// @param tls its certificate ready for use; without one it cannot offer TLS, whatever its policy
///   says
/// @param log what customers can look up about mails that reached nobody
public record Provider(
        ProviderPolicy policy,
        Accounts accounts,
        MailStore mailboxes,
        MemoryBudget memory,
        Optional<SSLContext> tls,
        BehaviourPlan behaviour,
        MemberLog log) {

    /// A provider without TLS and without faults, its mailboxes in memory, as a simulated world has
    /// it.
    public static Provider of(ProviderPolicy policy, Accounts accounts) {
        MemoryBudget memory = MemoryBudget.inAWorld();
        return new Provider(
                policy,
                accounts,
                new Mailboxes(memory),
                memory,
                Optional.empty(),
                BehaviourPlan.regular(),
                new MemberLog());
    }

    public Provider with(MailStore other) {
        return new Provider(policy, accounts, other, memory, tls, behaviour, log);
    }

    /// With other mailboxes, and the budget that they and all clients share.
    public Provider with(MailStore other, MemoryBudget budget) {
        return new Provider(policy, accounts, other, budget, tls, behaviour, log);
    }

    public Provider with(SSLContext other) {
        return new Provider(
                policy, accounts, mailboxes, memory, Optional.of(other), behaviour, log);
    }

    public Provider with(BehaviourPlan other) {
        return new Provider(policy, accounts, mailboxes, memory, tls, other, log);
    }
}
