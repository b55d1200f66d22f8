from kim.staffing.models.apportionment import Apportionment, ApportionmentShare, Method

__all__ = ["Apportionment", "ApportionmentShare", "Method"]
