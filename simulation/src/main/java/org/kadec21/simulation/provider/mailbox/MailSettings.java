package org.kadec21.simulation.provider.mailbox;

import java.util.ArrayList;
import java.util.List;

/// What a customer has ordered and set on the member page.
///
/// @param plan the contract's name, one of the policy's plans; empty when it has none
/// @param subscriptions in the order they were made
/// @param filters in the order they apply
public record MailSettings(
        String plan, List<Subscription> subscriptions, List<FilterRule> filters) {

    /// Filter rules of one customer, at most.
    public static final int MOST_FILTERS = 50;

    public MailSettings {
        subscriptions = List.copyOf(subscriptions);
        filters = List.copyOf(filters);
        if (filters.size() > MOST_FILTERS) {
            throw new IllegalArgumentException(
                    "a customer has at most "
                            + MOST_FILTERS
                            + " filter rules, not "
                            + filters.size());
        }
    }

    /// No plan, nothing ordered, no filters.
    public static MailSettings none() {
        return new MailSettings("", List.of(), List.of());
    }

    public MailSettings withPlan(String other) {
        return new MailSettings(other, subscriptions, filters);
    }

    public MailSettings withFilters(List<FilterRule> other) {
        return new MailSettings(plan, subscriptions, other);
    }

    public boolean has(Subscription subscription) {
        return subscriptions.contains(subscription);
    }

    /// With the subscription made, or cancelled.
    public MailSettings with(Subscription subscription, boolean ordered) {
        List<Subscription> changed = new ArrayList<>(subscriptions);
        changed.remove(subscription);
        if (ordered) {
            changed.add(subscription);
        }
        return new MailSettings(plan, changed, filters);
    }
}
