import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Judges PDF files against PDF/UA-1. For each file a line "checked TAB file TAB number of checks",
 * preceded by "failed TAB file TAB rule TAB times TAB message" for each rule that it breaks.
 */
public final class PdfUa {
    private static final int ALL_FAILURES = -1;

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile rules =
            Profiles.getVeraProfileDirectory().getValidationProfileByFlavour(PDFAFlavour.PDFUA_1);
        for (String file : files) {
            try (PDFAParser parser =
                    Foundries.defaultInstance().createParser(new File(file), PDFAFlavour.PDFUA_1);
                PDFAValidator validator =
                    Foundries.defaultInstance().createValidator(rules, ALL_FAILURES, false, false, false)) {
                report(file, validator.validate(parser));
            }
        }
    }

    private static void report(String file, ValidationResult result) {
        Map<String, Integer> broken = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause()
                    + "-" + assertion.getRuleId().getTestNumber();
                broken.merge(rule + "\t" + assertion.getMessage().replaceAll("\\s+", " "), 1, Integer::sum);
            }
        }
        broken.forEach((rule, times) -> {
            String[] parts = rule.split("\t", 2);
            System.out.println("failed\t" + file + "\t" + parts[0] + "\t" + times + "\t" + parts[1]);
        });
        if (!result.isCompliant() && broken.isEmpty()) {
            System.out.println("failed\t" + file + "\t-\t1\tnot compliant, and no rule named");
        }
        System.out.println("checked\t" + file + "\t" + result.getTotalAssertions());
    }
}
