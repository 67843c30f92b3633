package org.kadec21.firmware.service;

import org.kadec21.firmware.config.Spelling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// The orders of a unit's console, in the order of its help.
public final class OrderBook {

    private static final int FORM_WIDTH = 34;

    private final SequencedMap<String, Order> orders = new LinkedHashMap<>();

    public OrderBook(List<Order> orders) {
        orders.forEach(order -> this.orders.put(order.name(), order));
    }

    Optional<Order> find(String name) {
        return Optional.ofNullable(orders.get(name));
    }

    /// What somebody probably meant, or what there is.
    String hint(String name) {
        List<String> known = new ArrayList<>(List.of("help", "login", "logout"));
        known.addAll(orders.keySet());
        return Spelling.hint(name, known);
    }

    List<String> help() {
        List<String> lines = new ArrayList<>();
        lines.add(line("login PASSWORD, logout", "who may do what stands below"));
        for (Order order : orders.values()) {
            String purpose = order.purpose();
            for (String form : order.forms()) {
                lines.add(line(form, purpose));
                purpose = "";
            }
        }
        return List.copyOf(lines);
    }

    private static String line(String form, String purpose) {
        return String.format(Locale.ROOT, "%-" + FORM_WIDTH + "s %s", form, purpose)
                .stripTrailing();
    }
}
