package org.kadec21.simulation.supply;

/// Joules by what they were spent on.
public record Spent(double asleep, double sampling, double registering, double transmitting) {

    public static final Spent NONE = new Spent(0, 0, 0, 0);

    public Spent plus(Spent other) {
        return new Spent(
                asleep + other.asleep,
                sampling + other.sampling,
                registering + other.registering,
                transmitting + other.transmitting);
    }

    /// On the radio, whatever for.
    public double radio() {
        return registering + transmitting;
    }

    public double total() {
        return asleep + sampling + radio();
    }
}
