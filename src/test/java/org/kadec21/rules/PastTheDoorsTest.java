package org.kadec21.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;

/// A rule that forbids nothing passes for ever, so every forbidden way is walked once.
final class PastTheDoorsTest {

    @Test
    void everyWayPastTheDoorsIsAViolation() {
        String violations =
                violations(
                        ArchitectureTest.timeRandomnessFilesAndSocketsComeThroughTheDoors,
                        Offences.class);

        assertThat(violations).contains(methods(Offences.class));
    }

    @Test
    void everyWayToAThreadIsAViolation() {
        String violations =
                violations(
                        ArchitectureTest.onlyTheBatonOfAWorldStartsThreads, Offences.Threads.class);

        assertThat(violations).contains(methods(Offences.Threads.class));
    }

    @Test
    void ownSocketsAndSeededChanceAreAllowed() {
        assertThat(
                        violations(
                                ArchitectureTest.timeRandomnessFilesAndSocketsComeThroughTheDoors,
                                Offences.Allowed.class))
                .doesNotContain("Allowed");
    }

    private static String violations(ArchRule rule, Class<?> offender) {
        return rule.evaluate(new ClassFileImporter().importClasses(offender))
                .getFailureReport()
                .toString();
    }

    private static List<String> methods(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(Method::getName)
                .map(name -> type.getName() + "." + name + "(")
                .toList();
    }
}
