package org.kadec21.rules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImpl;
import java.security.SecureRandom;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import javax.net.SocketFactory;

/// What law 1 forbids: the ways of the JDK to time, chance, threads, files and sockets that do not
/// lead through a door, and the collections whose order is salted per JVM.
final class PastTheDoors {

    /// Calls and method references.
    static final DescribedPredicate<JavaAccess<?>> CALLS =
            callsThat(
                    "lead past the doors",
                    call ->
                            readsTheClock(call)
                                    || waits(call)
                                    || drawsLots(call)
                                    || hasASaltedOrder(call)
                                    || opensASocket(call));

    static final DescribedPredicate<JavaAccess<?>> THREADS =
            callsThat("start threads", PastTheDoors::startsAThread);

    static final DescribedPredicate<JavaClass> TYPES =
            DescribedPredicate.describe(
                    "are files, executors or timers of the host",
                    type -> isOfFiles(type) || isOfExecutors(type));

    private PastTheDoors() {}

    private static DescribedPredicate<JavaAccess<?>> callsThat(
            String description, Predicate<CodeUnitAccessTarget> condition) {
        return DescribedPredicate.describe(
                description,
                access ->
                        access.getTarget() instanceof CodeUnitAccessTarget call
                                && condition.test(call));
    }

    private static boolean readsTheClock(CodeUnitAccessTarget call) {
        String owner = call.getOwner().getName();
        boolean noArguments = call.getRawParameterTypes().isEmpty();
        return (owner.startsWith("java.time.") && call.getName().equals("now"))
                || (owner.startsWith("java.time.") && call.getName().startsWith("system"))
                || (owner.equals("java.time.Clock")
                        && call.getName().matches("tick(Millis|Seconds|Minutes)"))
                || is(call, System.class, "currentTimeMillis", "nanoTime")
                || is(call, Calendar.class, "getInstance")
                || (makes(call, Date.class) && noArguments);
    }

    private static boolean waits(CodeUnitAccessTarget call) {
        boolean timed =
                call.getRawParameterTypes().stream()
                        .anyMatch(type -> type.isEquivalentTo(TimeUnit.class));
        boolean arguments = !call.getRawParameterTypes().isEmpty();
        return is(call, Thread.class, "sleep")
                || (is(call, Thread.class, "join") && arguments)
                || (is(call, Object.class, "wait") && arguments)
                || is(call, TimeUnit.class, "sleep", "timedWait", "timedJoin")
                || is(call, LockSupport.class, "parkNanos", "parkUntil")
                || (call.getOwner().getPackageName().startsWith("java.util.concurrent") && timed);
    }

    private static boolean drawsLots(CodeUnitAccessTarget call) {
        boolean noArguments = call.getRawParameterTypes().isEmpty();
        return makes(call, Random.class)
                || is(call, Math.class, "random")
                || is(call, UUID.class, "randomUUID")
                || is(call, java.util.concurrent.ThreadLocalRandom.class, "current")
                || (makes(call, SplittableRandom.class) && noArguments)
                || is(call, RandomGenerator.class, "of", "getDefault")
                || (makes(call, SecureRandom.class) && noArguments)
                || is(call, SecureRandom.class, "getInstance", "getInstanceStrong")
                || (is(call, Collections.class, "shuffle")
                        && call.getRawParameterTypes().size() == 1);
    }

    private static boolean hasASaltedOrder(CodeUnitAccessTarget call) {
        return is(call, Set.class, "of", "copyOf")
                || is(call, Map.class, "of", "ofEntries", "copyOf")
                || is(call, Collectors.class, "toUnmodifiableSet", "toUnmodifiableMap")
                || is(call, Collection.class, "parallelStream");
    }

    /// A socket of one's own is no socket of the host: `super((SocketImpl) null)` is allowed.
    private static boolean opensASocket(CodeUnitAccessTarget call) {
        boolean ownImplementation =
                call.getRawParameterTypes().stream()
                        .anyMatch(type -> type.isEquivalentTo(SocketImpl.class));
        return (makes(call, Socket.class) && !ownImplementation)
                || makes(call, ServerSocket.class)
                || makes(call, DatagramSocket.class)
                || is(call, SocketFactory.class, "getDefault")
                || is(call, InetAddress.class, "getByName", "getAllByName", "getLocalHost")
                || (call.getOwner().getPackageName().equals("java.nio.channels")
                        && call.getName().equals("open"));
    }

    private static boolean startsAThread(CodeUnitAccessTarget call) {
        return makes(call, Thread.class)
                || is(call, Thread.class, "start", "ofVirtual", "ofPlatform", "startVirtualThread");
    }

    private static boolean isOfFiles(JavaClass type) {
        return type.getName().matches("java[.]io[.](File.*|RandomAccessFile)")
                || type.getName().equals("java.nio.file.Files")
                || type.getName().equals("java.nio.channels.FileChannel");
    }

    private static boolean isOfExecutors(JavaClass type) {
        return type.getName()
                .matches(
                        "java[.]util[.](Timer|concurrent[.](.*Executor.*|ForkJoin.*|CompletableFuture))");
    }

    private static boolean makes(CodeUnitAccessTarget call, Class<?> type) {
        return call.getName().equals("<init>") && call.getOwner().isEquivalentTo(type);
    }

    private static boolean is(CodeUnitAccessTarget call, Class<?> owner, String... names) {
        return call.getOwner().isAssignableTo(owner) && List.of(names).contains(call.getName());
    }
}
