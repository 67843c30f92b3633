package org.kadec21.simulation.time;

import org.kadec21.hal.Journal;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.simulation.journal.WorldJournal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// One deterministic world: its time, its tasks, its chance and its journal, all from one seed. The
/// thread that makes it is its root task and owns the baton until it waits in one of the `run`
/// methods.
///
/// ```java
/// try (World world = new World(42, Instant.parse("2013-01-01T00:00:00Z"), line -> {})) {
///     world.tasks("unit").start("sampler", unit::sample);
///     world.runFor(Duration.ofDays(365));
/// }
/// ```
public final class World implements AutoCloseable {

    private final long seed;
    private final Baton baton;
    private final VirtualTime time;
    private final WorldJournal journal;
    private final List<PowerDomain> domains = new ArrayList<>();
    private final PowerDomain outside;

    /// @param seed decides every choice of chance in this world
    /// @param start what its clock shows at the beginning
    /// @param journalSink receives the journal, a line at a time
    public World(long seed, Instant start, Consumer<String> journalSink) {
        this.seed = seed;
        this.baton = new Baton(SeededRandomness.derive(seed, "baton"));
        this.time = new VirtualTime(baton, start);
        this.journal = new WorldJournal(baton::nanos, journalSink);
        this.outside = powerDomain("world");
        baton.adoptRoot(outside);
    }

    public long seed() {
        return seed;
    }

    /// The world's true time; a unit's own clock may differ: [#clock(Duration)].
    public Time time() {
        return time;
    }

    /// A clock of its own, off by `error` and steppable.
    public VirtualTime clock(Duration error) {
        VirtualTime clock = new VirtualTime(baton, time.start());
        clock.step(error);
        return clock;
    }

    /// Tasks that nobody cuts the power of. The owner's name goes in front of each task's name.
    public Tasks tasks(String owner) {
        return new VirtualTasks(baton, outside, owner);
    }

    /// A new supply for tasks that lose power together. One domain is one life between power-on and
    /// power-off; the next life gets a new one.
    public PowerDomain powerDomain(String owner) {
        PowerDomain domain = new PowerDomain(baton, owner);
        domains.add(domain);
        return domain;
    }

    /// Chance that depends on the world's seed and `label` only, so that one entity's use of it
    /// does not disturb another's.
    public Randomness randomness(String label) {
        return new SeededRandomness(seed, label);
    }

    /// The journal as `entity` writes it.
    public Journal journal(String entity) {
        return journal.of(entity);
    }

    /// Ends the run, though not the world: what happens from now on (somebody reads the mailbox) is
    /// not journalled.
    ///
    /// @return SHA-256 of the journal, the run's identity
    public String sealJournal() {
        journal.seal();
        return journal.digestHex();
    }

    /// SHA-256 of the journal so far, the run's identity.
    public String journalDigest() {
        return journal.digestHex();
    }

    /// Lets the world run for `span` of virtual time.
    ///
    /// @throws WorldFailure when a task failed
    public void runFor(Duration span) {
        baton.sleepUntil(time.after(span));
    }

    /// Lets the world run until `finished` is raised; false when `limit` of virtual time passed
    /// first.
    ///
    /// @throws WorldFailure when a task failed, or when all tasks wait for something that can never
    ///   happen
    public boolean runUntil(Signal finished, Duration limit) {
        return finished.await(time.after(limit));
    }

    /// Lets the world run until every task has ended.
    public void runToEnd() {
        baton.awaitEnd();
    }

    /// Grows with every task switch; for a watchdog in real time.
    public long progress() {
        return baton.switches();
    }

    /// Cuts everything off and waits for the tasks to end.
    @Override
    public void close() {
        for (PowerDomain domain : domains) {
            domain.shutDown();
        }
        baton.drain();
    }
}
