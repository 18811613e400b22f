package webarch.analysis;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a campaign's folder says: {@code <UTC>-<plan>-<scale>}.
 *
 * @param plan the whole name where it has another form
 * @param scale {@code unknown} where the name has another form
 */
record CampaignName(String plan, String scale) {
    private static final Pattern FORM =
            Pattern.compile("[0-9]{8}T[0-9]{6}Z-(?<plan>.+)-(?<scale>smoke|quick|full)");

    static CampaignName of(Path folder) {
        String name = folder.getFileName().toString();
        Matcher form = FORM.matcher(name);
        return form.matches()
                ? new CampaignName(form.group("plan"), form.group("scale"))
                : new CampaignName(name, "unknown");
    }
}
