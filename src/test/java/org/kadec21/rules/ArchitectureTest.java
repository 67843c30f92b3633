package org.kadec21.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The laws that JPMS cannot check, because they are about packages and calls.
@AnalyzeClasses(packages = "org.kadec21", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    /// Where the doors of law 1 are made of the real thing, and what stands outside of a unit.
    private static final String[] DOORS = {
        "org.kadec21.hal.host..",
        "org.kadec21.hal.serial..",
        "org.kadec21.simulation.realtime..",
        "org.kadec21.bench..",
        "org.kadec21.updater.."
    };

    @ArchTest
    static final ArchRule timeRandomnessFilesAndSocketsComeThroughTheDoors =
            noClasses()
                    .that(resideOutsideOfPackages(DOORS))
                    .should()
                    .accessTargetWhere(PastTheDoors.CALLS)
                    .orShould()
                    .dependOnClassesThat(PastTheDoors.TYPES)
                    .because("law 1: what a unit does must be the same for the same seed");

    @ArchTest
    static final ArchRule onlyTheBatonOfAWorldStartsThreads =
            noClasses()
                    .that(resideOutsideOfPackages(DOORS))
                    .and(resideOutsideOfPackages("org.kadec21.simulation.time.."))
                    .should()
                    .accessTargetWhere(PastTheDoors.THREADS)
                    .because("law 1: a unit runs one task at a time, started through Tasks");

    @ArchTest
    static final ArchRule nothingStaticChanges =
            fields().that()
                    .areStatic()
                    .should()
                    .beFinal()
                    .because("law 1: many worlds live in one JVM and share nothing");

    @ArchTest
    static final ArchRule serialPortsAreNamedOnlyInHalSerial =
            noClasses()
                    .that(
                            resideOutsideOfPackages(
                                    "org.kadec21.hal.serial..", "org.kadec21.updater.."))
                    .should()
                    .dependOnClassesThat(resideInAPackage("com.fazecast.."));

    @ArchTest
    static final ArchRule mailLibrariesStayInSmtpSubmission =
            noClasses()
                    .that(
                            resideOutsideOfPackages(
                                    "org.kadec21.submission..",
                                    "org.kadec21.mailbox..",
                                    // measures the stock library beside ours
                                    "org.kadec21.bench.roundtrips.."))
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "jakarta.mail..",
                                    "jakarta.activation..",
                                    "org.eclipse.angus.."))
                    .because("firmware passes plain records; a simulator never uses what it tests");

    @ArchTest
    static final ArchRule bouncyCastleStaysWhereItIsNeeded =
            noClasses()
                    .that(
                            resideOutsideOfPackages(
                                    "org.kadec21.submission..",
                                    "org.kadec21.mailbox..",
                                    "org.kadec21.firmware.update..",
                                    "org.kadec21.simulation.provider..",
                                    "org.kadec21.bench..",
                                    "org.kadec21.updater.."))
                    .should()
                    .dependOnClassesThat(resideInAPackage("org.bouncycastle.."));

    @ArchTest
    static final ArchRule simulationSeesOnlyTheDoors =
            noClasses()
                    .that(resideInAPackage("org.kadec21.simulation.."))
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("org.kadec21..")
                                    .and(
                                            resideOutsideOfPackages(
                                                    "org.kadec21.hal", "org.kadec21.simulation..")))
                    .because("a simulator that shares a parser with the unit shares its mistakes");

    @ArchTest
    static final ArchRule submissionSeesOnlyTheDoors =
            noClasses()
                    .that(resideInAnyPackage("org.kadec21.submission..", "org.kadec21.mailbox.."))
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("org.kadec21..")
                                    .and(
                                            resideOutsideOfPackages(
                                                    "org.kadec21.hal",
                                                    "org.kadec21.submission..",
                                                    "org.kadec21.mailbox..")));

    @ArchTest
    static final ArchRule theUpdaterStandsAlone =
            noClasses()
                    .that(resideInAPackage("org.kadec21.updater.."))
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("org.kadec21..")
                                    .and(resideOutsideOfPackages("org.kadec21.updater..")))
                    .because("a checker that shares code with the maker shares its mistakes");

    @ArchTest
    static final ArchRule nobodyNeedsTheUpdater =
            noClasses()
                    .that(resideOutsideOfPackages("org.kadec21.updater.."))
                    .should()
                    .dependOnClassesThat(resideInAPackage("org.kadec21.updater.."))
                    .because("it is carried to a unit as one file");
}
