package webarch.analysis.paper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import webarch.analysis.Campaign;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Difference;
import webarch.analysis.Figure;
import webarch.analysis.Figures;
import webarch.analysis.OverheadFigures;
import webarch.analysis.Product;
import webarch.analysis.Profiles;

/**
 * The figures that the paper shows, each a file {@code NAME.svg} and a macro {@code figure/NAME},
 * which is what the figure's footer says of how to read it and where it comes from.
 */
final class PaperFigures {
    private static final List<String> ARCHITECTURES =
            List.of("userver", "knot", "watpipe", "netty");

    private final Path folder;
    private final Macros macros;

    private PaperFigures(Path folder, Macros macros) {
        this.folder = folder;
        this.macros = macros;
    }

    static void put(CampaignCollection campaigns, Path folder, Macros macros) throws IOException {
        PaperFigures figures = new PaperFigures(folder, macros);
        figures.put(
                "throughput",
                campaigns
                        .plan("throughput", "smoke")
                        .campaign()
                        .map(of -> Figures.throughput(of, ARCHITECTURES)));
        figures.put("best", campaigns.pairedPlan("best").campaign().map(Figures::comparison));
        figures.put(
                "offered-load",
                campaigns
                        .plan("offered-load")
                        .campaign()
                        .map(of -> Figures.cpuPerRequest(of, ARCHITECTURES)));
        Optional<Campaign> overhead =
                campaigns.plan("overhead").campaign().filter(of -> !Profiles.of(of).isEmpty());
        figures.put(
                "breakdown",
                overhead.map(of -> OverheadFigures.breakdown(Profiles.atPeak(of), List.of())));
        figures.put("knot-beyond-userver", overhead.flatMap(PaperFigures::beyond));
    }

    /** From µserver's cost to Knot's, where both have a sound profile. */
    private static Optional<Figure> beyond(Campaign campaign) {
        Profiles profiles = Profiles.atPeak(campaign);
        List<String> sound = profiles.soundVariants();
        return List.of("knot-loop", "knot").stream()
                .filter(sound::contains)
                .filter(_ -> sound.contains("userver"))
                .findFirst()
                .map(knot -> OverheadFigures.difference(new Difference(profiles, knot, "userver")));
    }

    private void put(String name, Optional<Figure> figure) throws IOException {
        if (figure.isPresent()) {
            Product.write(folder.resolve(name + ".svg"), figure.get().withoutFooter().svg());
            macros.text("figure/" + name, caption(figure.get()));
        }
    }

    /** How to read it, and its campaign; the title page has machine, topology and SCALE of all. */
    private static String caption(Figure figure) {
        return figure.footer().stream()
                .filter(line -> !line.startsWith("PRELIMINARY"))
                .map(line -> line.replaceFirst("^(Campaign [^,]+), SCALE ([a-z]+);.*", "$1."))
                .collect(Collectors.joining(" "));
    }
}
