package webarch.analysis.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import webarch.analysis.Figure;
import webarch.analysis.Figures;
import webarch.analysis.Origin;
import webarch.analysis.UsageException;

/** The figures of a campaign by name. What it cannot show is a note, and no reason to stop. */
final class DrawnFigures {
    private DrawnFigures() {}

    static Map<String, Figure> of(String whose, Optional<Origin> campaign, List<String> notes) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        campaign.ifPresent(
                of -> {
                    try {
                        Figures.all(of).forEach(figure -> figures.put(figure.name(), figure));
                    } catch (UsageException e) {
                        notes.add(whose + ", not shown: " + e.getMessage());
                    }
                });
        return figures;
    }
}
